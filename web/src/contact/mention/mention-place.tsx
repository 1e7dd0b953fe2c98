import { fieldText, typeText } from '../../text/row-words.js'
import { useTexts } from '../../text/texts.js'
import type { MentioningRow } from './mentioning-rows.js'

interface MentionPlaceProps {
  mention: { subjectType: string; field: string }
  row: MentioningRow | undefined
}

/** Where a person is named: type and field in words, and the row with a link that leaves the dialog open. */
export function MentionPlace({ mention: { subjectType, field }, row }: MentionPlaceProps) {
  const { t } = useTexts()
  const place = `${typeText(subjectType, t)}, ${fieldText(field, t)}`
  if (!row?.name) return <span>{place}</span>
  return (
    <span>
      {place}
      {' · '}
      {row.href ? (
        <a href={row.href} target="_blank" rel="noreferrer">
          {row.name}
        </a>
      ) : (
        row.name
      )}
    </span>
  )
}
