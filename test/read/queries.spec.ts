/** What each query of `queries/` is compiled to stands beside it. `UPDATE_SNAPSHOTS=1` writes it anew. */
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
  return `${pretty(getCompiled({ schema, document, operation, variables }).operation.text)}\n`
}

const pretty = (sql: string): string =>
  format(sql, { language: 'postgresql', expressionWidth: 100, tabWidth: 2 })

describe('the statement of a query', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.graphql'))

  it.each(names)('is what stands beside %s', (name) => {
    const beside = new URL(name.replace('.graphql', '.sql'), folder)
    const sql = sqlOf(readFileSync(new URL(name, folder), 'utf8'))
    if (process.env.UPDATE_SNAPSHOTS) writeFileSync(beside, sql)
    expect(existsSync(beside) ? readFileSync(beside, 'utf8') : null).toBe(sql)
  })
})
