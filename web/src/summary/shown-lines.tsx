import { useTexts } from '../text/texts.js'

/** As many lines of a list as the printed documents hold; a year of a large agency has thousands. */
const maxLines = 40

export const shownLines = <T,>(items: readonly T[]): T[] => items.slice(0, maxLines)

/** Says how many lines of a list are not shown. */
export function MoreLines({ items }: { items: readonly unknown[] }) {
  const { t } = useTexts()
  const count = items.length - maxLines
  return count > 0 ? <p className="meta">{t('web.summary.moreLines', { count })}</p> : null
}
