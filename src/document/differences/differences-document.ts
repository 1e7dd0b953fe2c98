/** The differences of an issued summary from today as a document. */
import { startOfDay, dayOf } from '../../core/time/day.js'
import type { Language } from '../../core/locale.js'
import type { DifferencesContent } from '../../weekly/issued/differences-query.js'
import { formatterFor } from '../../weekly/text/formatter.js'
import type { Cell, DocumentModel, Section } from '../model/document-model.js'
import { CellFactory } from '../sections/cell-factory.js'
import { makeFileName } from '../summary/summary-document.js'
import { describeDifference } from './describe-difference.js'

export function buildDifferencesDocument(content: DifferencesContent, language: Language): DocumentModel {
  const formatter = formatterFor(language)
  const { agency, week, issue } = content
  const kind = formatter.translate('differences')
  const knownOn = dayOf(new Date(content.knownAt))
  const [from, to] = [content.from, content.to].map((day) => formatter.formatDay(day))
  return {
    language,
    kind,
    week: formatter.formatWeek(week),
    title: `${kind} – ${agency.name} – ${formatter.formatWeek(week)}`,
    agency: agency.name,
    period: formatter.translate('period', { from: from!, to: to! }),
    status: [
      formatter.translate('issued', {
        ...{ revision: issue.revision, by: issue.issuedBy, at: formatter.formatInstant(issue.issuedAt) },
      }),
      formatter.translate('comparedWith', { day: formatter.formatDay(knownOn) }),
      formatter.translate('reader'),
    ],
    highlights: [],
    sections: [buildSection(content, new CellFactory(formatter, content.deals))],
    fileName: nameDifferencesFile(content, language),
    createdAt: startOfDay(knownOn),
  }
}

/** Without extension. */
export const nameDifferencesFile = (
  { agency, week, issue }: DifferencesContent,
  language: Language,
): string =>
  `${makeFileName({ agency: agency.code, period: week, revision: issue.revision }, language)}-today`

function buildSection({ differences }: DifferencesContent, cells: CellFactory): Section {
  const { formatter } = cells
  const title = formatter.translate('today')
  const id = 'differences'
  if (differences.length === 0)
    return { id, title, sentences: [{ text: formatter.translate('todaySame') }], tables: [] }
  const rows = differences.map((difference) => (): Cell[] => {
    const { what, deals, issued, today, why } = describeDifference(difference, cells)
    return [
      cells.makeText(what),
      { text: deals.join('\n'), rawValues: [deals.join('; ')] },
      ...[issued, today].map((text) => ({
        text: text ?? formatter.translate('notThere'),
        rawValues: [text],
      })),
      cells.makeText(why ?? ''),
    ]
  })
  const columns = [
    cells.makeColumn('What', 1.7),
    cells.makeColumn('Deal', 2),
    cells.makeColumn('Then', 3),
    cells.makeColumn('Now', 3),
    cells.makeColumn('Why', 2),
  ]
  const sentences = [{ text: formatter.translate('todayDiffers') }]
  return { id, title, sentences, tables: [{ id, caption: title, columns, rows }] }
}

/** Rises when a field is removed or changes its meaning. New fields do not change it. */
const version = 1

/** Renders the day of the comparison only, so that the same differences are the same text all day. */
export function renderDifferencesJson({ knownAt, ...content }: DifferencesContent): string {
  return JSON.stringify({ version, ...content, knownOn: dayOf(new Date(knownAt)) })
}
