/** Compiles orderBy into sort keys, ORDER BY and cursors. */
import { createHash } from 'node:crypto'
import { isDay } from '../../core/time/day.js'
import { badField } from '../../core/error/app-error.js'
import { textFault } from '../../core/validation/text.js'
import { isUuid } from '../../core/uuid.js'
import { shapeOf, type ValueKind, type ValueField } from '../shape.js'
import { StatementRow, type Check } from '../compile/statement.js'
import { sqlTypes } from './values.js'

export interface SortKey {
  /** The path in orderBy, as in `leadAgency.name`. */
  name: string
  sql: string
  kind: ValueKind
  nullable: boolean
  descending: boolean
}

const maxKeys = 8

/**
 * Returns the sort keys of a list. The last key is the primary key, so that the order is total; it takes the direction
 * of the key before it, descending by default.
 *
 * `orderBy: [{ prospect: { name: ASC } }]` gives the keys
 * `(select fold(r2."name") from "prospect" r2 where r2."id" = r1_identity.prospect_id)` and `r1."id"`.
 */
export function sortKeys(row: StatementRow, orderBy: unknown, path: string): SortKey[] {
  const entries = (orderBy ?? []) as unknown[]
  if (entries.length > maxKeys) throw badField(path, 'TOO_MANY', { max: maxKeys })
  const keys = entries.flatMap((entry, i) => keysOf(row, entry, `${path}[${i}]`))
  const descending = keys.at(-1)?.descending ?? true
  return [
    ...keys.filter(({ name }, i) => keys.findIndex((key) => key.name === name) === i),
    {
      name: row.shape.key,
      sql: `${row.alias}."${row.shape.key}"`,
      kind: row.shape.key === 'id' ? 'id' : 'word',
      nullable: false,
      descending,
    },
  ]
}

/**
 * Returns one key; for an amount the key of its currency first, because amounts in different currencies do not compare.
 */
function keysOf(row: StatementRow, entry: unknown, path: string): SortKey[] {
  const values = Object.entries((entry ?? {}) as Record<string, unknown>)
  const [key, value] = values[0] ?? ['', null]
  if (values.length !== 1 || value === null) throw badField(path, 'ONE_KEY_PER_ORDER')
  const field = row.shape.fields.get(key)!
  if (field.form === 'part') {
    return keysOf(row.part(field), value, `${path}.${key}`).map((inner) => ({
      ...inner,
      name: `${key}.${inner.name}`,
      nullable: inner.nullable || field.nullable,
    }))
  }
  if (field.form === 'one') {
    const related = new StatementRow(row.statement, shapeOf(field.type()), row)
    const select = (sql: string) =>
      `(select ${sql} from ${related.from()} where ${related.alias}."${related.shape.key}" = ${row.fill(field.key)})`
    return keysOf(related, value, `${path}.${key}`).map((inner) => ({
      ...inner,
      name: `${key}.${inner.name}`,
      sql: select(inner.sql),
      nullable: true,
    }))
  }
  if (field.form !== 'value') throw badField(path, 'ONE_KEY_PER_ORDER')
  const ownKey = keyOf(row, key, field, value === 'DESC')
  return field.currency ? [...keysOf(row, { [field.currency]: 'ASC' }, path), ownKey] : [ownKey]
}

function keyOf(row: StatementRow, name: string, field: ValueField, descending: boolean): SortKey {
  const sql = row.value(field)
  return {
    name,
    sql: field.kind === 'text' ? `fold(${sql})` : sql,
    kind: field.kind,
    nullable: field.nullable,
    descending,
  }
}

/** Returns ORDER BY without the words: `r1."code" asc, r1."id" asc`; `nulls last` for a nullable key. */
export const orderSql = (keys: SortKey[]): string =>
  keys.map((k) => `${k.sql} ${k.descending ? 'desc' : 'asc'}${k.nullable ? ' nulls last' : ''}`).join(', ')

/** Returns a short hash of a list and its order, which rejects cursors of another list or order. */
const orderHash = (row: StatementRow, keys: SortKey[]): string =>
  createHash('sha256')
    .update(JSON.stringify([row.shape.name, ...keys.map((k) => [k.name, k.descending])]))
    .digest('base64url')
    .slice(0, 8)

/**
 * Returns the SQL of a row's cursor: base64 of a JSON array with the hash of the order and the keys as text.
 *
 * `agencies(orderBy: [{ code: ASC }]) { edges { cursor } }` reads
 * ```sql
 * translate(encode(convert_to(json_build_array('suUG1iSD', (r1."code")::text, (r1."id")::text)::text, 'UTF8'),
 *                  'base64'), E'\n', '')
 * ```
 */
export function cursorSql(row: StatementRow, keys: SortKey[]): string {
  const values = keys.map((k) =>
    k.kind === 'instant'
      ? `to_char(${k.sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
      : `(${k.sql})::text`,
  )
  const array = `json_build_array('${orderHash(row, keys)}', ${values.join(', ')})::text`
  return `translate(encode(convert_to(${array}, 'UTF8'), 'base64'), E'\\n', '')`
}

/**
 * Returns the condition that a row comes after the cursor `after`. Rejects a cursor of another list or order with
 * BAD_CURSOR when the statement runs.
 *
 * For `orderBy: [{ code: ASC }]`: `(r1."code", r1."id") > ($1::text, $2::uuid)`. Keys that may be null or differ in
 * direction need one condition for each key, joined by `or`.
 */
export function afterSql(row: StatementRow, keys: SortKey[], after: unknown, path: string): string {
  const params = keys.map((k, i) =>
    row.statement.param(after, sqlTypes[k.kind], cursorPart(keys, i, orderHash(row, keys), path)),
  )
  const isUniform = keys.every((k) => !k.nullable && k.descending === keys[0]!.descending)
  if (isUniform) {
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

/** Returns a function that reads the i-th key of a cursor and rejects a cursor that was not made for this order. */
function cursorPart(keys: SortKey[], i: number, expected: string, path: string): Check {
  const { kind, nullable } = keys[i]!
  return (after) => {
    const parts = decodeCursor(after)
    const value = parts?.[i + 1]
    const isOfOrder = parts?.length === keys.length + 1 && parts[0] === expected
    if (!isOfOrder || !(value === null ? nullable : typeof value === 'string' && isCursorText[kind](value)))
      throw badField(path, 'BAD_CURSOR')
    return value
  }
}

function decodeCursor(after: unknown): unknown[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(String(after), 'base64').toString('utf8'))
    return Array.isArray(parts) ? parts : null
  } catch {
    return null
  }
}

const isText = (text: string): boolean => textFault(text) === null
const isInstant = (text: string): boolean =>
  /^.{10}T\d\d:\d\d:\d\d\.\d{6}Z$/.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))

/** Returns whether a cursor can contain this text for a value of the kind. */
const isCursorText: Record<ValueKind, (text: string) => boolean> = {
  text: isText,
  word: isText,
  code: isText,
  id: isUuid,
  int: (text) => /^-?\d{1,10}$/.test(text) && Math.abs(Number(text)) < 2 ** 31,
  float: (text) => /^-?\d{1,20}(\.\d{1,20})?(e[+-]\d{1,3})?$/.test(text) && Number.isFinite(Number(text)),
  decimal: (text) => /^-?\d{1,20}(\.\d{1,6})?$/.test(text),
  boolean: (text) => text === 'true' || text === 'false',
  day: isDay,
  instant: isInstant,
  json: () => false,
}
