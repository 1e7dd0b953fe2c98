import type { SourceKind } from '../api/generated/types.js'
import { useTexts } from '../text/texts.js'

interface SourceParts {
  kind: SourceKind
  name: string | null
  address?: string | null
  publishedOn?: string | null
}

interface SourceTextProps {
  source: SourceParts | null
  /** The day of the statement, shown after the source unless it is the day of publication. */
  statedOn?: string
}

/** The source and the day of a statement: the name, else the kind; a link where the source has an address. */
export function SourceText({ source, statedOn }: SourceTextProps) {
  const { t, format } = useTexts()
  if (!source)
    return <>{statedOn ? t('web.deal.statedOn', { day: format.day(statedOn) }) : t('web.deal.notStated')}</>
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
      {source.publishedOn ? `, ${format.day(source.publishedOn)}` : ''}
      {statedOn && statedOn !== source.publishedOn
        ? ` · ${t('web.deal.statedOn', { day: format.day(statedOn) })}`
        : ''}
    </>
  )
}
