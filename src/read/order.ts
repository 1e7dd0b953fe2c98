/** orderBy -> sort keys, and the cursor that stands for a place among them. */
import { createHash } from 'node:crypto'
import { isDay } from '../core/time/day.js'
import { badField } from '../core/error/app-error.js'
import { textFault } from '../core/text.js'
import { isUuid } from '../core/uuid.js'
import { shapeOf, type ValueKind, type ValueField } from './shape.js'
import { StatementRow, type Check } from './statement.js'
import { sqlTypes } from './values.js'

export interface SortKey {
  /** As orderBy names it: `leadAgency.name`. */
  name: string
  sql: string
  kind: ValueKind
  nullable: boolean
  descending: boolean
}

const mostKeys = 8

/** The sort keys of a row, the id last so that no two rows are equal. */
export function sortKeys(row: StatementRow, orderBy: unknown, path: string): SortKey[] {
  const entries = (orderBy ?? []) as unknown[]
  if (entries.length > mostKeys) throw badField(path, 'TOO_MANY', { max: mostKeys })
  const asked = entries.flatMap((entry, i) => keysOf(row, entry, `${path}[${i}]`))
  const descending = asked.at(-1)?.descending ?? true
  return [
    ...asked.filter(({ name }, i) => asked.findIndex((key) => key.name === name) === i),
    {
      name: row.shape.key,
      sql: `${row.alias}."${row.shape.key}"`,
      kind: row.shape.key === 'id' ? 'id' : 'word',
      nullable: false,
      descending,
    },
  ]
}

/** One key, but for amounts: sums of different currencies are not compared, so that their currency goes first. */
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
    const one = new StatementRow(row.statement, shapeOf(field.type()), row)
    const select = (sql: string) =>
      `(select ${sql} from ${one.from()} where ${one.alias}."${one.shape.key}" = ${row.fill(field.key)})`
    return keysOf(one, value, `${path}.${key}`).map((inner) => ({
      ...inner,
      name: `${key}.${inner.name}`,
      sql: select(inner.sql),
      nullable: true,
    }))
  }
  if (field.form !== 'value') throw badField(path, 'ONE_KEY_PER_ORDER')
  const own = keyOf(row, key, field, value === 'DESC')
  return field.currency ? [...keysOf(row, { [field.currency]: 'ASC' }, path), own] : [own]
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

export const orderSql = (keys: SortKey[]): string =>
  keys.map((k) => `${k.sql} ${k.descending ? 'desc' : 'asc'}${k.nullable ? ' nulls last' : ''}`).join(', ')

/** Tells the cursors of one list and order from those of another. */
const mark = (row: StatementRow, keys: SortKey[]): string =>
  createHash('sha256')
    .update(JSON.stringify([row.shape.name, ...keys.map((k) => [k.name, k.descending])]))
    .digest('base64url')
    .slice(0, 8)

/** The place of a row: base64 of a JSON array, the mark of the order first, then the keys as text. */
export function cursorSql(row: StatementRow, keys: SortKey[]): string {
  const values = keys.map((k) =>
    k.kind === 'instant'
      ? `to_char(${k.sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
      : `(${k.sql})::text`,
  )
  const array = `json_build_array('${mark(row, keys)}', ${values.join(', ')})::text`
  return `translate(encode(convert_to(${array}, 'UTF8'), 'base64'), E'\\n', '')`
}

/** The condition that a row lies after the cursor. */
export function afterSql(row: StatementRow, keys: SortKey[], after: unknown, path: string): string {
  const params = keys.map((k, i) =>
    row.statement.param(after, sqlTypes[k.kind], placeOf(keys, i, mark(row, keys), path)),
  )
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
function placeOf(keys: SortKey[], i: number, expected: string, path: string): Check {
  const { kind, nullable } = keys[i]!
  return (after) => {
    const place = decode(after)
    const value = place?.[i + 1]
    const right = place?.length === keys.length + 1 && place[0] === expected
    if (!right || !(value === null ? nullable : typeof value === 'string' && isWritten[kind](value)))
      throw badField(path, 'BAD_CURSOR')
    return value
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

const isText = (text: string): boolean => textFault(text) === null
const isInstant = (text: string): boolean =>
  /^.{10}T\d\d:\d\d:\d\d\.\d{6}Z$/.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))

/** Whether a cursor can hold this text for a value of the kind. */
const isWritten: Record<ValueKind, (text: string) => boolean> = {
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
