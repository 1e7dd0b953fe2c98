import { Link } from '@tanstack/react-router'
import type { AuditQuery } from '../../api/generated/types.js'
import { Badge } from '../../design/state.js'
import { useTexts } from '../../text/texts.js'
import { fieldText, typeText } from '../../text/row-words.js'
import { changedFields, keyText, valueText, verbText, type Naming } from './words.js'
import admin from '../admin.module.css'
import styles from './audit.module.css'
import table from '../../design/table.module.css'

type Entry = AuditQuery['history']['nodes'][number]

interface AuditRowProps {
  entry: Entry
  names: Naming['names']
}

/** Beyond this many changes, the rest unfolds. */
const shown = 4

/** One entry of the audit trail, in words. */
export function AuditRow({ entry, names }: AuditRowProps) {
  const { t, format } = useTexts()
  const { at, by, verb, count, erased } = entry
  return (
    <tr>
      <td data-label={t('web.admin.when')} className={styles.when}>
        <time dateTime={at}>{format.instant(at)}</time>
      </td>
      <td data-label={t('web.admin.by')}>
        {by ? (
          <Link to="/admin/users/$id" params={{ id: by.id }}>
            {by.name}
          </Link>
        ) : (
          t('web.admin.noUser')
        )}
      </td>
      <td data-label={t('web.admin.what')} className={admin.wide}>
        <Subject entry={entry} names={names} /> ·{' '}
        {verb === 'refused' || verb === 'failSignIn' ? (
          <Badge tone="bad">{verbText(verb, t)}</Badge>
        ) : (
          verbText(verb, t)
        )}
        {count > 1 ? <span className="meta"> {t('web.admin.times', { count })}</span> : null}
        {erased ? <span className="meta"> {t('web.admin.erasedValues')}</span> : null}
      </td>
      <td data-label={t('web.admin.changed')} className={styles.changes}>
        <Changes entry={entry} names={names} />
      </td>
    </tr>
  )
}

/** The row that was changed, with a link where it has a page. */
function Subject({ entry: { subjectType, subjectId, subjectKey }, names }: AuditRowProps) {
  const { t } = useTexts()
  const type = typeText(subjectType, t)
  const name = (subjectId && names.get(subjectId)) ?? (subjectKey && keyText(subjectType, subjectKey, t))
  const search = subjectId ? { subject: subjectId } : undefined
  return (
    <>
      {type} {name ? search ? <HistoryLink search={search}>{name}</HistoryLink> : name : null}
    </>
  )
}

function HistoryLink({ search, children }: { search: { subject: string }; children: string }) {
  return (
    <Link to="/admin/audit" search={search} className={table.sort}>
      <strong>{children}</strong>
    </Link>
  )
}

function Changes({ entry: { before, after }, names }: AuditRowProps) {
  const { t } = useTexts()
  const changes = changedFields(before, after)
  if (changes.length === 0) return null
  return (
    <>
      <ChangeList changes={changes.slice(0, shown)} isNew={before === null} names={names} />
      {changes.length > shown ? (
        <details>
          <summary>{t('web.admin.moreChanges', { count: changes.length - shown })}</summary>
          <ChangeList changes={changes.slice(shown)} isNew={before === null} names={names} />
        </details>
      ) : null}
    </>
  )
}

interface ChangeListProps {
  changes: ReturnType<typeof changedFields>
  /** A new row has no old values. */
  isNew: boolean
  names: Naming['names']
}

function ChangeList({ changes, isNew, names }: ChangeListProps) {
  const { t, format } = useTexts()
  const naming = { t, format, names }
  const none = t('web.deal.notStated')
  return (
    <ul>
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          <span className={styles.field}>{fieldText(field, t)}:</span>{' '}
          {isNew ? null : (
            <>
              <del>{valueText(field, before, naming) ?? none}</del> →{' '}
            </>
          )}
          <ins>{valueText(field, after, naming) ?? none}</ins>
        </li>
      ))}
    </ul>
  )
}
