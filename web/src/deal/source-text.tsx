import type { Precision, SourceKind } from '../api/generated/types.js'
import { useTexts } from '../text/texts.js'

interface SourceParts {
  kind: SourceKind
  name: string | null
  medium?: string | null
  address?: string | null
  publishedOn?: string | null
}

interface SourceTextProps {
  source: SourceParts | null
  /** The day of the statement, shown after the source unless it is the day of publication. */
  statedOn?: string
  /** The date of the statement, if it may be known less exactly than by its day. */
  statedWhen?: { precision: Precision; text: string }
}

/** The source and the day of a statement: the name, else the kind; a link where the source has an address. */
export function SourceText({ source, statedOn, statedWhen }: SourceTextProps) {
  const { t, format } = useTexts()
  const isDay = statedWhen === undefined || statedWhen.precision === 'DAY'
  const date = isDay
    ? statedOn && t('web.deal.statedOn', { day: format.day(statedOn) })
    : t('web.deal.statedWhen', { when: statedWhen.text })
  if (!source) return <>{date ?? t('web.deal.notStated')}</>
  const name = source.name ?? t(`sourceKind.${source.kind}`)
  return (
    <>
      {source.address ? (
        <a href={source.address} rel="noreferrer" target="_blank">
          {name}
        </a>
      ) : (
        name
      )}
      {source.medium && source.medium !== name ? ` (${source.medium})` : ''}
      {source.publishedOn ? `, ${format.day(source.publishedOn)}` : ''}
      {date && !(isDay && statedOn === source.publishedOn) ? ` · ${date}` : ''}
    </>
  )
}
