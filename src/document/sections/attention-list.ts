/** The table of what needs attention: for readers one row for each deal with all its reasons. */
import type { AttentionDto } from '../../weekly/content.js'
import type { Note, TableRow } from '../model/document-model.js'
import type { CellFactory } from './cell-factory.js'
import type { ListTable } from './list-table.js'

export function describeAttention(cells: CellFactory): ListTable<AttentionDto> {
  const { formatter } = cells
  return {
    id: 'attention',
    columns: [cells.makeDealColumn(2.6), cells.makeColumn('Why', 5, ['Why', 'Since', 'Tasks', 'Missing'])],
    printRows: (items) => groupByDeal(items, cells),
    makeCells: ({ deal, code, since, tasks, facts }) => {
      const text = formatter.translateCode('attention', code)
      const rawValues = [text, since && { day: since }, tasks, listFacts(facts, cells)]
      return [cells.makeDeal(deal), { text, rawValues }]
    },
  }
}

/** Returns one row for each deal with all its reasons. Deals with most reasons come first, as a printed table is cut. */
function groupByDeal(items: readonly AttentionDto[], cells: CellFactory): TableRow[] {
  const reasonsByDeal = new Map<string, AttentionDto[]>()
  for (const item of items) {
    const reasons = reasonsByDeal.get(item.deal)
    if (reasons) reasons.push(item)
    else reasonsByDeal.set(item.deal, [item])
  }
  return [...reasonsByDeal]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([deal, reasons]): TableRow => () => [
      cells.makeDeal(deal),
      { text: '', rawValues: [], notes: reasons.map((reason) => makeReason(reason, cells)) },
    ])
}

const makeReason = (reason: AttentionDto, cells: CellFactory): Note => ({
  text: [cells.formatter.translateCode('attention', reason.code), explainReason(reason, cells)].join(' – '),
})

const listFacts = (facts: AttentionDto['facts'], { formatter }: CellFactory): string =>
  facts.map((fact) => formatter.translateCode('fact', fact)).join(formatter.semicolon)

function explainReason({ code, since, tasks, facts }: AttentionDto, cells: CellFactory): string {
  const { formatter } = cells
  const day = since === null ? '' : formatter.formatDay(since)
  switch (code) {
    case 'NO_CONTACT':
      return since === null ? formatter.translate('neverMet') : formatter.translate('lastMet', { day })
    case 'DECISION_OVERDUE':
      return formatter.translate('decisionDue', { day })
    case 'TASKS_OVERDUE':
      return formatter.translate('tasksDue', { count: tasks, written: formatter.formatNumber(tasks), day })
    case 'FACTS_MISSING':
      return listFacts(facts, cells)
    case 'VERIFICATION_INVALID':
      return formatter.translate('verificationInvalid', { day })
  }
}
