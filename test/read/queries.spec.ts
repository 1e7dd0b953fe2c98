/** Each query of `queries/` has its compiled SQL beside it. `UPDATE_SNAPSHOTS=1` updates the SQL. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parse, validate } from 'graphql'
import { format } from 'sql-formatter'
import '../../src/app.module.js'
import { getCompiled } from '../../src/read/operation.js'
import { schema } from '../schema.js'

const folder = new URL('../../../test/read/queries/', import.meta.url)

const sqlOf = (text: string): string => {
  const document = parse(text)
  expect(validate(schema, document)).toEqual([])
  const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition')!
  const variables = JSON.parse(/^# (.*)/.exec(text)![1]!) as Record<string, unknown>
  return `${formatSql(getCompiled({ schema, document, operation, variables }).operation.text)}\n`
}

const formatSql = (sql: string): string =>
  format(sql, { language: 'postgresql', expressionWidth: 100, tabWidth: 2 })

describe('the statement of a query', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.graphql'))

  it.each(names)('equals the snapshot beside %s', (name) => {
    const snapshot = new URL(name.replace('.graphql', '.sql'), folder)
    const sql = sqlOf(readFileSync(new URL(name, folder), 'utf8'))
    if (process.env.UPDATE_SNAPSHOTS) writeFileSync(snapshot, sql)
    expect(existsSync(snapshot) ? readFileSync(snapshot, 'utf8') : null).toBe(sql)
  })
})
