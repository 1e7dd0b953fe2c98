/** Where two readings of the same week differ, for the same reader. */
import type { FigureName, WeekRecord, WeeklyContent } from '../../weekly/content.js'
import type { Cells } from './cell-factory.js'
import type { Cell, Section } from '../model/document-model.js'

const figureNames: FigureName[] = [
  ...(['opening', 'entered', 'resumed', 'forward', 'back', 'won', 'lost', 'paused', 'left'] as const),
  ...(['restatedBefore', 'restatedAfter', 'closing'] as const),
]

const listNames = [
  'movements',
  'handovers',
  'meetingsHeld',
  'meetingsComing',
  'agreementsSigned',
  'projections',
  'facts',
  'rumours',
  'denied',
  'disputes',
] as const

/** One row for each figure, and each list, in which `after` says something else than `before`. */
export function differences(before: WeekRecord, after: WeekRecord, cells: Cells): Cell[][] {
  const { tongue } = cells
  const said = (content: WeekRecord, name: FigureName) => {
    const { deals, low, high, dealsWithout } = content.figures[name]
    const jobs = deals > 0 && deals === dealsWithout ? tongue.word('notStated') : tongue.range({ low, high })
    return `${tongue.number(deals)} (${tongue.word('columnJobs')}: ${jobs})`
  }
  const figures = figureNames
    .filter((name) => JSON.stringify(before.figures[name]) !== JSON.stringify(after.figures[name]))
    .map((name) => row(tongue.code('figure', name), said(before, name), said(after, name), cells))
  return [...figures, ...listNames.flatMap((name) => listRow(name, before[name], after[name], cells))]
}

function listRow(
  name: (typeof listNames)[number] | 'attention',
  before: readonly object[],
  after: readonly object[],
  cells: Cells,
): Cell[][] {
  const [was, is] = [before, after].map((lines) => lines.map((line) => JSON.stringify(line)))
  const [gone, added] = [without(was!, is!), without(is!, was!)]
  if (gone + added === 0) return []
  const { tongue } = cells
  const change = tongue.word('linesDiffer', { added: tongue.number(added), gone: tongue.number(gone) })
  return [
    row(tongue.word(name), tongue.number(was!.length), `${tongue.number(is!.length)}: ${change}`, cells),
  ]
}

const row = (what: string, before: string, after: string, cells: Cells): Cell[] =>
  [what, before, after].map((text) => cells.text(text))

/** How many of the lines are not among the others. */
function without(lines: readonly string[], others: readonly string[]): number {
  const there = new Set(others)
  return lines.filter((line) => !there.has(line)).length
}

/** Whether today's data say the same as what was issued. */
export function sinceIssued(issued: WeeklyContent, today: WeekRecord, cells: Cells): Section {
  const rows = differences(issued, today, cells)
  return told('today', cells.tongue.word('today'), rows, cells, {
    same: 'todaySame',
    differs: [cells.tongue.word('todayDiffers')],
    heads: ['columnThen', 'columnNow'].map((key) => cells.tongue.word(key)),
  })
}

/** What a revision says that the one before it did not, and why it was made. */
export function sinceRevision(before: WeeklyContent, revised: WeeklyContent, cells: Cells): Section {
  const { tongue } = cells
  const numbers = [before, revised].map(({ issue }) => issue!.revision)
  const title = tongue.word('revised', { revision: numbers[0]! })
  const attention = listRow('attention', before.attention, revised.attention, cells)
  const found = told('revised', title, [...differences(before, revised, cells), ...attention], cells, {
    same: 'revisedSame',
    differs: [],
    heads: numbers.map((revision) => tongue.word('columnRevision', { revision })),
  })
  const why = { text: tongue.word('revisedWhy', { reason: revised.issue!.reason ?? '' }) }
  return { ...found, sentences: [why, ...found.sentences] }
}

interface Words {
  same: string
  differs: string[]
  heads: string[]
}

function told(
  id: string,
  title: string,
  rows: Cell[][],
  cells: Cells,
  { same, differs, heads }: Words,
): Section {
  if (rows.length === 0) return { id, title, sentences: [{ text: cells.tongue.word(same) }], tables: [] }
  const columns = [cells.tongue.word('columnWhat'), ...heads].map((head) => ({
    title: head,
    raw: [head],
    share: 1,
  }))
  return {
    id,
    title,
    sentences: differs.map((text) => ({ text })),
    tables: [{ id, caption: title, columns, rows: rows.map((row) => () => row) }],
  }
}
