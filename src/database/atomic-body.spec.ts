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
})
