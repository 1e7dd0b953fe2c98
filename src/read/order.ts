/** orderBy -> sort keys, and the cursor that stands for a place among them. */
import { createHash } from 'node:crypto'
import { badField } from '../core/problem.js'
import { shapeOf, type Kind } from './shape.js'
import { Row, type Check } from './statement.js'
import { checkOf, sqlTypes } from './values.js'

export interface SortKey {
  sql: string
  kind: Kind
  nullable: boolean
  descending: boolean
}

/** The sort keys of a row, the id last so that no two rows are equal. */
export function sortKeys(row: Row, orderBy: unknown, path: string): SortKey[] {
  const asked = (Array.isArray(orderBy) ? orderBy : []).map((entry, i) => keyOf(row, entry, `${path}.${i}`))
  const descending = asked.at(-1)?.descending ?? true
  return [
    ...asked,
    {
      sql: `${row.alias}."${row.shape.key}"`,
      kind: row.shape.key === 'id' ? 'id' : 'word',
      nullable: false,
      descending,
    },
  ]
}

function keyOf(row: Row, entry: unknown, path: string): SortKey {
  const given = Object.entries((entry ?? {}) as Record<string, unknown>)
  const [key, value] = given[0] ?? ['', null]
  if (given.length !== 1 || value === null) throw badField(path, 'ONE_KEY_PER_ORDER')
  const field = row.shape.fields.get(key)!
  if (field.form === 'part') return keyOf(row.part(field), value, `${path}.${key}`)
  if (field.form === 'one') {
    const one = new Row(row.statement, shapeOf(field.type()), row)
    const inner = keyOf(one, value, `${path}.${key}`)
    const sql = `(select ${inner.sql} from ${one.from()} where ${one.alias}."${one.shape.key}" = ${row.fill(field.key)})`
    return { ...inner, sql, nullable: true }
  }
  if (field.form !== 'value') throw badField(path, 'ONE_KEY_PER_ORDER')
  const sql = row.fill(field.sql)
  return {
    sql: field.kind === 'text' ? `fold(${sql})` : sql,
    kind: field.kind,
    nullable: field.nullable,
    descending: value === 'DESC',
  }
}

export const orderSql = (keys: SortKey[]): string =>
  keys.map((k) => `${k.sql} ${k.descending ? 'desc' : 'asc'}${k.nullable ? ' nulls last' : ''}`).join(', ')

const mark = (keys: SortKey[]): string =>
  createHash('sha256')
    .update(JSON.stringify(keys.map((k) => [k.sql.replace(/\br\d+/g, ''), k.descending])))
    .digest('base64url')
    .slice(0, 8)

/** The place of a row: base64 of a JSON array, the mark of the order first, then the keys as text. */
export function cursorSql(keys: SortKey[]): string {
  const values = keys.map((k) =>
    k.kind === 'instant'
      ? `to_char(${k.sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
      : `(${k.sql})::text`,
  )
  const array = `json_build_array('${mark(keys)}', ${values.join(', ')})::text`
  return `translate(encode(convert_to(${array}, 'UTF8'), 'base64'), E'\\n', '')`
}

/** The condition that a row lies after the cursor. */
export function afterSql(row: Row, keys: SortKey[], after: unknown, path: string): string {
  const params = keys.map((k, i) => row.statement.param(after, sqlTypes[k.kind], placeOf(keys, i, path)))
  const uniform = keys.every((k) => !k.nullable && k.descending === keys[0]!.descending)
  if (uniform) {
    const operator = keys[0]!.descending ? '<' : '>'
    return `(${keys.map((k) => k.sql).join(', ')}) ${operator} (${params.join(', ')})`
  }
  const steps = keys.map((key, i) => {
    const equal = keys
      .slice(0, i)
      .map((k, j) => (k.nullable ? `${k.sql} is not distinct from ${params[j]}` : `${k.sql} = ${params[j]}`))
    const beyond = `${key.sql} ${key.descending ? '<' : '>'} ${params[i]}`
    return [
      ...equal,
      key.nullable ? `(${params[i]} is not null and (${beyond} or ${key.sql} is null))` : beyond,
    ].join(' and ')
  })
  return `(${steps.map((s) => `(${s})`).join(' or ')})`
}

/** The i-th key of a cursor; what was not made here for this very order is refused. */
function placeOf(keys: SortKey[], i: number, path: string): Check {
  return (after) => {
    const place = decode(after)
    if (place?.length !== keys.length + 1 || place[0] !== mark(keys)) throw badField(path, 'BAD_CURSOR')
    const key = keys[i]!
    const value = place[i + 1]
    if (value === null && key.nullable) return null
    if (typeof value !== 'string' || !written[key.kind].test(value)) throw badField(path, 'BAD_CURSOR')
    return checkOf(key.kind, path)(value)
  }
}

function decode(after: unknown): unknown[] | null {
  try {
    const place: unknown = JSON.parse(Buffer.from(String(after), 'base64').toString('utf8'))
    return Array.isArray(place) ? place : null
  } catch {
    return null
  }
}

const written: Record<Kind, RegExp> = {
  text: /^[^]*$/,
  word: /^[^]*$/,
  code: /^[A-Z0-9_]+$/,
  id: /^[0-9a-f-]{36}$/,
  int: /^-?\d{1,9}$/,
  float: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/,
  decimal: /^-?\d{1,20}(\.\d{1,6})?$/,
  boolean: /^(true|false)$/,
  day: /^\d{4}-\d\d-\d\d$/,
  instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/,
  json: /$./,
}
