import type { Language } from '../core/locale.js'
import type { Cell, DocumentModel, Section, TableColumn } from '../document/model/document-model.js'
import { formatterFor } from '../weekly/text/formatter.js'
import { isPrinted, printTables, type PrintTable } from '../document/model/print-table.js'

/** Renders a document for mail programs that show no HTML. */
export const renderPlainText = ({
  language,
  title,
  period,
  status,
  highlights,
  pageAddress,
  sections,
}: DocumentModel): string =>
  [
    [title, period, ...status].join('\n'),
    ...(pageAddress ? [`${formatterFor(language).translate('readInApplication')}: ${pageAddress}`] : []),
    highlights.map(({ label, value, note }) => `${label}: ${value} (${note})`).join('\n'),
    ...sections.filter(isPrinted).map((section) => renderSection(section, language)),
  ].join('\n\n')

const renderSection = (section: Section, language: Language): string =>
  [
    `${section.title}\n${'='.repeat([...section.title].length)}`,
    ...section.sentences.map(({ text }) => text),
    ...printTables(section, language).map(renderTable),
  ].join('\n')

const renderTable = ({ columns, rows, omission }: PrintTable): string =>
  [...rows.map((row) => `* ${renderRow(row, columns)}`), ...(omission ? [omission] : [])].join('\n')

/** Puts the title of its column before each value, and skips empty cells. */
const renderRow = (row: readonly Cell[], columns: readonly TableColumn[]): string =>
  row
    .map(({ text, notes = [] }, i) => {
      const texts = [text, notes.map((note) => note.text).join('\n')].filter((part) => part !== '')
      return { title: columns[i]!.title, text: texts.join(' – ') }
    })
    .filter(({ text }) => text !== '')
    .map(({ title, text }) => `${title}: ${text.replace(/\n/g, ', ')}`)
    .join('; ')
