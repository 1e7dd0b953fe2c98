/** The differences between two versions of the same weekly summary, for the same reader. */
import type { FigureName, WeekRecord, WeeklyContent } from '../../weekly/content.js'
import type { Cell, Section } from '../model/document-model.js'
import type { CellFactory } from './cell-factory.js'

const figureNames: FigureName[] = [
  ...(['opening', 'entered', 'resumed', 'forward', 'back', 'won', 'lost', 'paused', 'left'] as const),
  ...(['restatedBefore', 'restatedAfter', 'closing'] as const),
]

/** The lists of events of a week, in their order. */
export const listNames = [
  'movements',
  'agreementsSigned',
  'agreementsAnnounced',
  'projections',
  'meetingsHeld',
  'meetingsComing',
  'handovers',
  'facts',
  'disputes',
  'denied',
  'rumours',
  'withdrawn',
] as const

/** Returns one row for each figure and each list that differs. */
function findDifferences(before: WeekRecord, after: WeekRecord, cells: CellFactory): Cell[][] {
  const { formatter } = cells
  const figureRows = figureNames
    .filter((name) => JSON.stringify(before.figures[name]) !== JSON.stringify(after.figures[name]))
    .map((name) => {
      const label = formatter.translateCode('figure', name)
      return makeRow(label, formatFigure(before, name, cells), formatFigure(after, name, cells), cells)
    })
  return [...figureRows, ...listNames.flatMap((name) => compareLists(name, before[name], after[name], cells))]
}

function formatFigure(content: WeekRecord, name: FigureName, { formatter }: CellFactory): string {
  const { deals, low, high, dealsWithout } = content.figures[name]
  const jobs =
    deals > 0 && deals === dealsWithout
      ? formatter.translate('notStated')
      : formatter.formatRange({ low, high })
  return `${formatter.formatNumber(deals)} (${formatter.translate('columnJobs')}: ${jobs})`
}

/** Returns one row with the number of lines added and removed, or no row if the lists are equal. */
function compareLists(
  name: (typeof listNames)[number] | 'attention',
  before: readonly object[],
  after: readonly object[],
  cells: CellFactory,
): Cell[][] {
  const [oldLines, newLines] = [before, after].map((lines) => lines.map((line) => JSON.stringify(line)))
  const [removed, added] = [countMissing(oldLines!, newLines!), countMissing(newLines!, oldLines!)]
  if (removed + added === 0) return []
  const { formatter } = cells
  const change = formatter.translate('linesDiffer', {
    added: formatter.formatNumber(added),
    gone: formatter.formatNumber(removed),
  })
  const [oldCount, newCount] = [oldLines!, newLines!].map(({ length }) => formatter.formatNumber(length))
  return [makeRow(formatter.translate(name), oldCount!, `${newCount!}: ${change}`, cells)]
}

const makeRow = (label: string, before: string, after: string, cells: CellFactory): Cell[] =>
  [label, before, after].map((text) => cells.makeText(text))

/** Counts the lines that are not among the others. */
function countMissing(lines: readonly string[], others: readonly string[]): number {
  const otherLines = new Set(others)
  return lines.filter((line) => !otherLines.has(line)).length
}

/** Compares a revision with the one before it, and gives the reason for the revision. */
export function buildRevisionSection(
  before: WeeklyContent,
  revised: WeeklyContent,
  cells: CellFactory,
): Section {
  const { formatter } = cells
  const revisions = [before, revised].map(({ issue }) => issue!.revision)
  const title = formatter.translate('revised', { revision: revisions[0]! })
  const attention = compareLists('attention', before.attention, revised.attention, cells)
  const rows = [...findDifferences(before, revised, cells), ...attention]
  const section = buildSection(title, rows, cells, revisions)
  const reason = { text: formatter.translate('revisedWhy', { reason: revised.issue!.reason ?? '' }) }
  return { ...section, sentences: [reason, ...section.sentences] }
}

function buildSection(
  title: string,
  rows: Cell[][],
  { formatter }: CellFactory,
  revisions: readonly number[],
): Section {
  const id = 'revised'
  if (rows.length === 0)
    return { id, title, sentences: [{ text: formatter.translate('revisedSame') }], tables: [] }
  const versions = revisions.map((revision) => formatter.translate('columnRevision', { revision }))
  const columns = [formatter.translate('columnWhat'), ...versions].map((title) => ({
    title,
    rawTitles: [title],
    share: 1,
  }))
  const tables = [{ id, caption: title, columns, rows: rows.map((row) => () => row) }]
  return { id, title, sentences: [], tables }
}
