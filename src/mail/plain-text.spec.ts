import type { Paper } from '../document/model/document-model.js'
import { plainText } from './plain-text.js'

const paper = (rows: number): Paper => ({
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
          columns: [{ title: 'C', raw: ['C'], share: 1 }],
          rows: Array.from({ length: rows }, (_, i) => () => [{ said: `row ${i}`, raw: [i] }]),
        },
      ],
    },
  ],
  file: 'f',
  made: new Date(0),
})

describe('a mail without HTML', () => {
  it('says what its values are', () => {
    expect(plainText(paper(2))).toMatch(/\* C: row 0\n\* C: row 1$/)
  })

  it('leaves out of a long list what paper leaves out, and says how much', () => {
    const text = plainText(paper(1240))
    expect(text).toContain('row 39\n')
    expect(text).not.toContain('row 40')
    expect(text).toContain('1,200 more lines')
  })
})
