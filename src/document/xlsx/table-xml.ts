/** Tables of a workbook as XML (Office Open XML): a named range with headings, which can be sorted and filtered. */
import { escapeXml } from '../../core/escape-xml.js'
import { escapeLiterals, formatCellRef } from './cell-xml.js'
import { declaration, spreadsheetNamespace } from './package-xml.js'

interface Table {
  number: number
  /** Unique in the workbook; letters, digits and underscores. */
  name: string
  /** Texts of the cells of its first row, each once. */
  headings: readonly string[]
  /** The row of headings included. */
  rowCount: number
}

/** A table has at least one row below its headings, which may be empty. */
export function renderTable({ number, name, headings, rowCount }: Table): string {
  const range = `A1:${formatCellRef(Math.max(rowCount, 2), headings.length - 1)}`
  const columns = headings.map(
    (heading, i) => `<tableColumn id="${i + 1}" name="${escapeXml(escapeLiterals(heading))}"/>`,
  )
  return `${declaration}<table xmlns="${spreadsheetNamespace}" id="${number}" name="${name}" displayName="${name}" ref="${range}" totalsRowShown="0"><autoFilter ref="${range}"/><tableColumns count="${columns.length}">${columns.join('')}</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`
}
