import { neutralizeFormula } from './csv-field.js'

describe('text in a CSV file', () => {
  it.each([
    ['=1+1', "'=1+1"],
    [' =1+1', "' =1+1"],
    ['a;=1+1', "a;'=1+1"],
    ['a; \u00a0+1', "a; \u00a0'+1"],
    ['a,=1+1', "a,'=1+1"],
    ['a\t-1', "a\t'-1"],
    ['a|@SUM(A1)', "a|'@SUM(A1)"],
    ['a\r\n=1+1', "a\r\n'=1+1"],
    ['a;;=1+1;＝1', "a;;'=1+1;'＝1"],
    ['\t=1', "'\t'=1"],
  ])('begins no formula in any cell that a spreadsheet program makes of it: %j', (text, expected) => {
    expect(neutralizeFormula(text)).toBe(expected)
  })

  it.each(['a=1', 'Liège - Bierset', '2018-03-14', 'head@awex.example; officer@awex.example', 'a; b, c'])(
    'stays as it is where no cell begins with a sign of a formula: %j',
    (text) => {
      expect(neutralizeFormula(text)).toBe(text)
    },
  )
})
