import type { DocumentModel } from '../document/model/document-model.js'
import { renderPlainText } from './plain-text.js'

const makeDocument = (rows: number): DocumentModel => ({
  language: 'EN',
  title: 'T',
  kind: 'K',
  agency: 'A',
  week: 'W',
  period: '',
  status: [],
  highlights: [],
  sections: [
    {
      id: 's',
      title: 'S',
      sentences: [],
      tables: [
        {
          id: 't',
          caption: 'S',
          columns: [{ title: 'C', rawTitles: ['C'], share: 1 }],
          rows: Array.from({ length: rows }, (_, i) => () => [{ text: `row ${i}`, rawValues: [i] }]),
        },
      ],
    },
  ],
  fileName: 'f',
  createdAt: new Date(0),
})

describe('the plain text of a mail', () => {
  it('puts the title of the column before each value', () => {
    expect(renderPlainText(makeDocument(2))).toMatch(/\* C: row 0\n\* C: row 1$/)
  })

  it('cuts a long list and counts the lines left out', () => {
    const text = renderPlainText(makeDocument(1240))
    expect(text).toContain('row 39\n')
    expect(text).not.toContain('row 40')
    expect(text).toContain('1,200 more lines')
  })
})
