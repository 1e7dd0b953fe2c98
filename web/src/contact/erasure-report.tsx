import type { ContactPageQuery } from '../api/generated/types.js'
import { Panel } from '../design/panel.js'
import { Badge } from '../design/state.js'
import { useTexts } from '../text/texts.js'
import { MentionPlace } from './mention/mention-place.js'
import { useMentioningRows } from './mention/mentioning-rows.js'
import styles from '../design/page.module.css'

type Erasure = NonNullable<NonNullable<ContactPageQuery['contact']>['erasure']>

/** What an erasure has removed, where the person is still named, and what is kept and why. */
export function ErasureReport({ erasure: { kept, mentions } }: { erasure: Erasure }) {
  const { t } = useTexts()
  const rows = useMentioningRows(mentions.map(({ subjectId }) => subjectId))
  const unredacted = mentions.filter(({ redacted }) => !redacted)
  const redacted = mentions.filter(({ redacted }) => redacted)
  return (
    <Panel title={t('web.contact.report')} id="erasure">
      <ul className={styles.rows}>
        <li>
          <p>{t('web.contact.removedData')}</p>
        </li>
        {[...unredacted, ...redacted].map((mention, position) => (
          <li key={position}>
            <p className={styles.line}>
              <Badge tone={mention.redacted ? 'good' : 'warn'}>
                {t(mention.redacted ? 'web.contact.blackedOut' : 'web.contact.stillNamed')}
              </Badge>
              <MentionPlace
                mention={mention}
                row={mention.subjectId ? rows.get(mention.subjectId) : undefined}
              />
            </p>
          </li>
        ))}
        {kept.map(({ what, count, why }) => (
          <li key={what}>
            <p className={styles.line}>
              <strong>{t(`web.contact.keptKind.${what}`)}</strong>
              {count > 1 ? <span className="meta">{count}</span> : null}
            </p>
            <p className="meta">{why}</p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
