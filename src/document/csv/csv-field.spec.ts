import fc from 'fast-check'
import { neutralizeFormula, quoteField } from './csv-field.js'

/** Reads a line as a spreadsheet program does whose list separator is `separator`, which need not be that of the file. */
function readCells(line: string, separator: string): string[] {
  const cells: string[] = []
  let [cell, isQuoted, isNew] = ['', false, true]
  for (let i = 0; i < line.length; i++) {
    const character = line[i]!
    const isEnd = !isQuoted && [separator, '\r', '\n'].includes(character)
    if (isEnd) {
      cells.push(cell)
      cell = ''
    } else if (character === '"' && isQuoted && line[i + 1] === '"') cell += line[++i]!
    else if (character === '"' && (isQuoted || isNew)) isQuoted = !isQuoted
    else cell += character
    isNew = isEnd
  }
  cells.push(cell)
  return cells
}

const separators = [',', ';', '\t', '|']
const isFormula = (cell: string) => /^\s*[=+\-@＝＋－＠]/.test(cell)
const formulasIn = (text: string) => {
  const line = ['x', quoteField(neutralizeFormula(text)), 'y'].join(',')
  return separators.flatMap((separator) => readCells(line, separator)).filter(isFormula)
}

describe('a text of a CSV file', () => {
  it.each([
    '=1+1',
    ' =1+1',
    'a;=1+1',
    'a; =1+1',
    'a|+1',
    'a\t-1',
    'a\n@SUM(A1)',
    // A quotation mark within the text looks like the beginning of a quoted cell.
    `a;"=cmd|'/c calc'!A1;`,
    'a|""=1+1|',
    '"=1+1',
    'a;" "=1+1',
  ])('is no formula in a program with any list separator: %j', (text) => {
    expect(formulasIn(text)).toEqual([])
  })

  it('is no formula, whatever it is made of', () => {
    const part = fc.constantFrom(...separators, ...' \n\r"\'=+-@＝a1', '\u00a0', '\u2028')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
        expect(formulasIn(parts.join(''))).toEqual([])
      }),
      { numRuns: 5_000 },
    )
  })

  it.each(['\n', '\t', '\n ', ';"', ' ', '=', '\n='])(
    'is neutralised in time that grows with it: %j',
    (part) => {
      const text = `a${part.repeat(50_000)}b`
      const start = performance.now()
      neutralizeFormula(text)
      expect(performance.now() - start).toBeLessThan(1_000)
    },
  )

  it.each(['Liège – Ougrée', 'a "quoted" word; and more', '3-4', 'x@y.example, z@y.example'])(
    'stays as it is otherwise: %j',
    (text) => {
      expect(neutralizeFormula(text)).toBe(text)
    },
  )
})
