/** The first page of a weekly summary, which a minister reads: whole sentences in one language, written by rules. */
import type { Language } from '../../core/locale.js'
import type { WeeklyContent } from '../content.js'
import { listAttention } from './attention-items.js'
import { listComing } from './coming-items.js'
import { buildFigures } from './figures.js'
import { writeHeadline } from './headline.js'
import { listNews } from './news.js'
import { listNewsItems } from './news-items.js'
import type { FirstPage, FirstPageList } from './page.js'
import { Phrases } from './phrases.js'

/** How many items a list has at most; of `coming` of each kind. */
export interface FirstPageSize {
  moved: number
  coming: number
}

/** The largest that fits is taken. */
const sizes: readonly FirstPageSize[] = [
  { moved: 6, coming: 3 },
  { moved: 5, coming: 2 },
  { moved: 4, coming: 2 },
  { moved: 3, coming: 1 },
  { moved: 2, coming: 1 },
]

/** Lines of text that fit on a sheet of A4 below the headline and the figures, and the letters of a line. */
const maxLines = 42
const lineLength = 105

/** Writes the first page of a live or issued summary for its reader: as much as fits on one sheet. */
export function buildFirstPage(content: WeeklyContent, language: Language): FirstPage {
  const phrases = new Phrases(content, language)
  const news = listNews(content)
  const isQuiet = news.length === 0
  const head = {
    headline: writeHeadline(content, news, phrases),
    notice: writeNotice(content, phrases),
    figures: buildFigures(content, phrases),
  }
  const attention = listAttention(content, phrases, isQuiet)
  const pages = sizes.map((size) => ({
    ...head,
    moved: listNewsItems(content, news, phrases, size.moved),
    coming: listComing(content, phrases, isQuiet, size.coming),
    attention,
  }))
  return pages.find((page) => countLines(page) <= maxLines) ?? pages.at(-1)!
}

const countLines = ({ moved, coming, attention }: FirstPage): number =>
  [moved, coming, attention].reduce((sum, list) => sum + countLinesOf(list), 0)

function countLinesOf({ items, note }: FirstPageList): number {
  if (items.length === 0 && note === null) return 0
  const texts = items.flatMap(({ text, details }) => [text, details ?? ''])
  const lines = texts.reduce((sum, text) => sum + Math.ceil(text.length / lineLength), items.length)
  return 2 + lines + (note === null ? 0 : 1)
}

/** The week ends with its Sunday; a summary that is known on a day of the week is not complete. */
function writeNotice({ to, issue }: WeeklyContent, phrases: Phrases): string | null {
  if (phrases.knownDay > to) return null
  if (!issue) return phrases.translate('running')
  return phrases.translate('issuedEarly', { at: phrases.formatter.formatInstant(issue.issuedAt) })
}
