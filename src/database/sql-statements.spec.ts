import { splitStatements } from './sql-statements.js'

describe('splitStatements', () => {
  it.each([
    ['nothing', '\n -- only a comment;\n', []],
    ['a statement without a semicolon at the end', 'select 1', [[1, 'select 1']]],
    [
      'two on one line',
      'select 1; select 2;',
      [
        [1, 'select 1'],
        [1, 'select 2'],
      ],
    ],
    ['comments before a statement', '-- first;\n/* second; */\nselect 1;', [[3, 'select 1']]],
    [
      'a comment inside a statement',
      'select 1 -- one;\n  + 1;\nselect 2;',
      [
        [1, 'select 1 -- one;\n  + 1'],
        [3, 'select 2'],
      ],
    ],
    [
      'texts and names in quotes',
      `select 'a;b''c;', ";", E'\\';';\nselect 2`,
      [
        [1, `select 'a;b''c;', ";", E'\\';'`],
        [2, 'select 2'],
      ],
    ],
    [
      'bodies between dollars',
      'do $$ begin; end $$;\ncreate f as $b$ $$;$$; $b$;',
      [
        [1, 'do $$ begin; end $$'],
        [2, 'create f as $b$ $$;$$; $b$'],
      ],
    ],
  ] as const)('splits %s', (_, file, statements) => {
    expect(splitStatements(file).map(({ line, text }) => [line, text])).toEqual(statements)
  })
})
