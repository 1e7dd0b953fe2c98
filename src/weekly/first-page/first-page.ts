/** The first page of a weekly summary, which a minister reads: whole sentences in one language, written by rules. */
import type { Language } from '../../core/locale.js'
import type { WeeklyContent } from '../content.js'
import { listAttention } from './attention-items.js'
import { listComing } from './coming-items.js'
import { buildFigures } from './figures.js'
import { writeHeadline } from './headline.js'
import { listNews } from './news.js'
import { listNewsItems } from './news-items.js'
import { Phrases } from './phrases.js'

export interface FirstPageFigure {
  label: string
  value: string
  /** How sure it is, or what it counts. */
  standing: string
}

export interface FirstPageItem {
  /** Reference and code name of the deal; null for news without a deal. */
  reference: string | null
  codeName: string | null
  /** The company; the code name for a reader who sees the deal masked. */
  name: string
  /** One or several sentences. */
  text: string
  /** Activity, place and investment; null without any. */
  details: string | null
}

export interface FirstPageList {
  title: string
  items: FirstPageItem[]
  /** That there is nothing, or how much more there is; null if neither needs saying. */
  note: string | null
}

export interface FirstPage {
  /** One or two sentences. */
  headline: string
  /** That the week is not over, or was not when the summary was issued; null for a week that was over. */
  notice: string | null
  figures: FirstPageFigure[]
  moved: FirstPageList
  coming: FirstPageList
  attention: FirstPageList
}

/** Writes the first page of a live or issued summary for its reader. */
export function buildFirstPage(content: WeeklyContent, language: Language): FirstPage {
  const phrases = new Phrases(content, language)
  const news = listNews(content)
  return {
    headline: writeHeadline(content, news, phrases),
    notice: writeNotice(content, phrases),
    figures: buildFigures(content, phrases),
    moved: listNewsItems(content, news, phrases),
    coming: listComing(content, phrases, news.length === 0),
    attention: listAttention(content, phrases, news.length === 0),
  }
}

/** The week ends with its Sunday; a summary that is known on a day of the week is not complete. */
function writeNotice({ to, issue }: WeeklyContent, phrases: Phrases): string | null {
  if (phrases.knownDay > to) return null
  if (!issue) return phrases.translate('running')
  return phrases.translate('issuedEarly', { at: phrases.formatter.formatInstant(issue.issuedAt) })
}
