/** How a value of each kind is written in SQL, in JSON and in a cursor, and what may be handed over as one. */
import { badField } from '../core/error/app-error.js'
import { textFault } from '../core/text.js'
import { isUuid } from '../core/uuid.js'
import type { ValueKind } from './shape.js'
import type { Check } from './statement.js'

export const sqlTypes: Record<ValueKind, string> = {
  text: 'text',
  word: 'text',
  code: 'text',
  id: 'uuid',
  int: 'int',
  float: 'double precision',
  decimal: 'numeric',
  boolean: 'boolean',
  day: 'date',
  instant: 'timestamptz',
  json: 'jsonb',
}

/** The value as GraphQL writes it. */
export function toJsonSql(kind: ValueKind, sql: string, list: boolean): string {
  if (list) return sql
  if (kind === 'decimal') return `(${sql})::text`
  if (kind === 'instant') return `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  return sql
}

/** A JSON object out of keys and expressions. A function of PostgreSQL takes at most 100 arguments, so it is made in parts. */
export function objectSql(entries: [key: string, sql: string][]): string {
  const build = (part: [string, string][]) =>
    `json_build_object(${part.map(([key, sql]) => `'${key}', ${sql}`).join(', ')})`
  if (entries.length <= pairs) return build(entries)
  const rest = objectSql(entries.slice(pairs))
  return `(left(${build(entries.slice(0, pairs))}::text, -1) || ', ' || substr(${rest}::text, 2))::json`
}
const pairs = 50

/** Refuses what the database could not hold, with the place of the fault. */
export function checkOf(kind: ValueKind, path: string): Check {
  if (kind === 'id') return (value) => (isUuid(String(value)) ? value : refuse(path, 'NOT_AN_ID'))
  if (kind !== 'text' && kind !== 'word') return (value) => value
  return (value) => {
    const fault = textFault(String(value))
    return fault ? refuse(path, fault) : value
  }
}

/** The same for an argument, by the SQL type that it is handed over as; null is left to the template. */
export function argumentCheck(type: string, path: string): Check {
  const check = checkOf(type === 'uuid' ? 'id' : type === 'text' ? 'word' : 'json', path)
  return (value) => (value === null ? null : check(value))
}

function refuse(path: string, code: Parameters<typeof badField>[1]): never {
  throw badField(path, code)
}
