/** The SQL type, JSON form and checks of each kind of value. */
import { badField } from '../../core/error/app-error.js'
import { textFault } from '../../core/validation/text.js'
import { isUuid } from '../../core/uuid.js'
import type { ValueKind } from '../shape.js'
import type { Check } from '../compile/statement.js'

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

/** Returns the SQL of a value in the form that GraphQL returns: decimals as text, instants in UTC with milliseconds. */
export function toJsonSql(kind: ValueKind, sql: string, list: boolean): string {
  if (list) return sql
  if (kind === 'decimal') return `(${sql})::text`
  if (kind === 'instant') return `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  return sql
}

/**
 * Returns the SQL of a JSON object. A PostgreSQL function takes at most 100 arguments, so a larger object is
 * concatenated from parts.
 */
export function objectSql(entries: [key: string, sql: string][]): string {
  const build = (part: [string, string][]) =>
    `json_build_object(${part.map(([key, sql]) => `'${key}', ${sql}`).join(', ')})`
  if (entries.length <= maxPairs) return build(entries)
  const rest = objectSql(entries.slice(maxPairs))
  return `(left(${build(entries.slice(0, maxPairs))}::text, -1) || ', ' || substr(${rest}::text, 2))::json`
}
const maxPairs = 50

/** Returns the check of a value: rejects ids and texts that the database cannot store, at `path`. */
export function checkOf(kind: ValueKind, path: string): Check {
  if (kind === 'id') return (value) => (isUuid(String(value)) ? value : reject(path, 'NOT_AN_ID'))
  if (kind !== 'text' && kind !== 'word') return (value) => value
  return (value) => {
    const fault = textFault(String(value))
    return fault ? reject(path, fault) : value
  }
}

/** Returns the check of an argument, by its SQL type. Null passes: the template handles it. */
export function argumentCheck(type: string, path: string): Check {
  const check = checkOf(type === 'uuid' ? 'id' : type === 'text' ? 'word' : 'json', path)
  if (type === 'text[]') return checkEach(path)
  return (value) => (value === null ? null : check(value))
}

const checkEach =
  (path: string): Check =>
  (value) =>
    Array.isArray(value) ? value.map((entry, i) => checkOf('word', `${path}[${i}]`)(entry)) : value

function reject(path: string, code: Parameters<typeof badField>[1]): never {
  throw badField(path, code)
}
