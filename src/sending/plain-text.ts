/** A document as text, for who reads mail without HTML. */
import type { Paper, Section, Table } from '../document/paper.js'

export const plainText = ({ title, period, status, highlights, sections }: Paper): string =>
  [
    [title, period, ...status].join('\n'),
    highlights.map(({ label, value, note }) => `${label}: ${value} (${note})`).join('\n'),
    ...sections.map(sectionText),
  ].join('\n\n')

const sectionText = ({ title, sentences, tables }: Section): string =>
  [
    `${title}\n${'='.repeat([...title].length)}`,
    ...sentences.map(({ text }) => text),
    ...tables.map(tableText),
  ].join('\n')

/** Each line says what its values are. */
const tableText = ({ columns, rows }: Table): string =>
  rows
    .map((row) =>
      row
        .map(({ said, notes = [] }, i) => ({
          title: columns[i]!.title,
          said: [said, ...notes.map(({ text }) => text)],
        }))
        .map(({ title, said }) => ({ title, text: said.filter((part) => part !== '').join(' – ') }))
        .filter(({ text }) => text !== '')
        .map(({ title, text }) => `${title}: ${text.replace(/\n/g, ', ')}`)
        .join('; '),
    )
    .map((line) => `* ${line}`)
    .join('\n')
