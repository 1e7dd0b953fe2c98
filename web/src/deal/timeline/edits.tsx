import { DealEditsDocument } from '../../api/generated/deal/timeline/timeline.js'
import type { DealEditsQuery } from '../../api/generated/types.js'
import { useData } from '../../api/use-data.js'
import { Button } from '../../design/button.js'
import { Empty, Skeleton } from '../../design/state.js'
import { Failure } from '../../shell/failure.js'
import { useTexts } from '../../text/texts.js'
import { changesOf } from './changes.js'
import { fieldLabel } from './field-label.js'
import styles from './timeline.module.css'

interface EditsProps {
  dealId: string
  after: string | null
  onMore: ((cursor: string) => void) | null
}

/** One page of edits with old and new values, from the audit trail. */
export function Edits({ dealId, after, onMore }: EditsProps) {
  const { t } = useTexts()
  const { data, error, isLoading, reload } = useData(DealEditsDocument, { id: dealId, after })
  if (isLoading)
    return (
      <li>
        <Skeleton rows={4} label={t('web.state.loading')} />
      </li>
    )
  if (error && !data)
    return (
      <li>
        <Failure error={error} onRetry={reload} />
      </li>
    )
  if (!data || data.history.totalCount === 0)
    return (
      <li>
        <Empty>{t('web.timeline.noEdits')}</Empty>
      </li>
    )
  const { endCursor, hasNextPage } = data.history.pageInfo
  return (
    <>
      {data.history.nodes.map((edit) => (
        <Edit key={edit.id} edit={edit} />
      ))}
      {hasNextPage && endCursor && onMore ? (
        <li className={styles.more}>
          <Button onClick={() => onMore(endCursor)}>{t('web.state.more')}</Button>
        </li>
      ) : null}
    </>
  )
}

function Edit({ edit: { at, by, before, after } }: { edit: DealEditsQuery['history']['nodes'][number] }) {
  const { t, format } = useTexts()
  return (
    <li className={styles.event}>
      <p className={styles.day}>
        <time dateTime={at}>{format.instant(at)}</time>
      </p>
      <div className={styles.body}>
        <ul>
          {changesOf(before, after).map(({ field, before, after }) => (
            <li key={field} className={styles.change}>
              <span className={styles.kind}>{fieldLabel(field, t)}</span>:{' '}
              <del>{before ?? t('web.deal.notStated')}</del>
              {' → '}
              <ins>{after ?? t('web.deal.notStated')}</ins>
            </li>
          ))}
        </ul>
        {by ? <p className="meta">{by.name}</p> : null}
      </div>
    </li>
  )
}
