/** A document as text, for who reads mail without HTML. */
import type { Language } from '../core/locale.js'
import type { Cell, Column, Paper, Section } from '../document/model/document-model.js'
import { printed, type Printed } from '../document/model/print-table.js'

export const plainText = ({ language, title, period, status, highlights, sections }: Paper): string =>
  [
    [title, period, ...status].join('\n'),
    highlights.map(({ label, value, note }) => `${label}: ${value} (${note})`).join('\n'),
    ...sections.map((section) => sectionText(section, language)),
  ].join('\n\n')

const sectionText = (section: Section, language: Language): string =>
  [
    `${section.title}\n${'='.repeat([...section.title].length)}`,
    ...section.sentences.map(({ text }) => text),
    ...printed(section, language).map(tableText),
  ].join('\n')

const tableText = ({ columns, rows, more }: Printed): string =>
  [...rows.map((row) => `* ${rowText(row, columns)}`), ...(more ? [more] : [])].join('\n')

/** Says what its values are. */
const rowText = (row: readonly Cell[], columns: readonly Column[]): string =>
  row
    .map(({ said, notes = [] }, i) => ({
      title: columns[i]!.title,
      said: [said, notes.map(({ text }) => text).join('\n')],
    }))
    .map(({ title, said }) => ({ title, text: said.filter((part) => part !== '').join(' – ') }))
    .filter(({ text }) => text !== '')
    .map(({ title, text }) => `${title}: ${text.replace(/\n/g, ', ')}`)
    .join('; ')
