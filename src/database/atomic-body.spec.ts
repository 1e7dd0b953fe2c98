import { splitStatements } from './sql-statements.js'

describe('a function whose body is standard SQL', () => {
  it('is one statement up to the semicolon after its end', () => {
    const definition = `create function f() returns int
begin atomic
  select case when a then 1 end from t where b <> '; end';
end`
    const file = `${definition};\nselect 2;`
    expect(splitStatements(file).map(({ text, line }) => [line, text])).toEqual([
      [1, definition],
      [5, 'select 2'],
    ])
  })

  it('ends before the next one of the same file, in capital letters too', () => {
    const one = 'create function f() returns int\nBEGIN ATOMIC\n  select 1;\nEND'
    const two = 'create function g() returns int\nbegin atomic\n  select 2;\nend'
    const file = `${one};\nselect 3;\n${two};`
    expect(splitStatements(file).map(({ text, line }) => [line, text])).toEqual([
      [1, one],
      [5, 'select 3'],
      [6, two],
    ])
  })
})
