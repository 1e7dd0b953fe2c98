import type { Template } from '../read/shape.js'
import type { Statement } from '../read/statement.js'
import { periodLabel } from './names.js'
import type { Unit } from './unit.js'
import type { WhereJson } from './where-json.js'

/**
 * Something to tell rows apart by. A row has one key in it, or, where the dimension overlaps, as many as come to it; the key
 * is a text, and null where nothing is stated or the viewer may not see it.
 */
export interface Dimension {
  /** The one key of a row: over the row {t} and those beside it. */
  key?: Template
  /** What has to be joined for it, and how the templates call that. */
  join?: { name: string; sql: Template }
  /** Rows (id, key), each once, of those of the set `base` that have one. It overlaps. */
  keys?: string
  /** The rows (key, value, label, place) that say what a key is called; left out: a key is its own value and label. */
  names?: string
  /** The value and the label of a key without a name. */
  value?: (key: string) => string
  label?: (key: string) => string
  /** The rows that have the key, and those that have none; the value is that of the key's name. */
  where: (key: string, value: string) => WhereJson
  none: WhereJson
}

/** A dimension as asked for: its code, and the columns that its keys stand in. */
export interface Axis extends Dimension {
  code: string
  /** `k1` of a row, empty where there is none: nothing has an empty key. */
  column: string
}

const periodFormats: Record<Unit, string> = {
  WEEK: 'IYYY-"W"IW',
  MONTH: 'YYYY-MM',
  QUARTER: 'YYYY-"Q"Q',
  YEAR: 'YYYY',
}
const lengths: Record<Unit, string> = {
  WEEK: '1 week',
  MONTH: '1 month',
  QUARTER: '3 months',
  YEAR: '1 year',
}

/** The key of the period that a day lies in: its first day. */
export const periodOf = (unit: Unit, day: string): string =>
  `date_trunc('${unit}', ${day}::timestamp)::date::text`

/** The keys of all periods that the days from one to another touch, in a lateral set with the column `first`. */
export const periodsOf = (unit: Unit, from: string, to: string): string =>
  `generate_series(date_trunc('${unit}', ${from}::timestamp), ${to}::timestamp, interval '${lengths[unit]}') first`

const firstOf = (key: string): string => `${key}::date::text`
const lastOf = (unit: Unit, key: string): string =>
  `(${key}::date + interval '${lengths[unit]}' - interval '1 day')::date::text`

/** A dimension of periods, as ISO 8601 writes weeks, months and years; a quarter as 2018-Q2. */
export function periodDimension(
  statement: Statement,
  unit: Unit,
  { where, ...rest }: Omit<Dimension, 'where' | 'value'> & { where: (from: string, to: string) => WhereJson },
): Dimension {
  const value = (key: string) => `to_char(${key}::date, '${periodFormats[unit]}')`
  return {
    ...rest,
    value,
    label: periodLabel(statement, unit),
    where: (key) => where(firstOf(key), lastOf(unit, key)),
  }
}

/** A field that has one code or none, by the names of the codes. */
export const codeDimension = (field: string, names: string): Dimension => ({
  key: `{t}.${field}`,
  names,
  ...fieldCondition(field),
})

/** The rows whose field is the key, or as `how` says. */
export const fieldCondition = (
  field: string,
  how: (key: string) => WhereJson = (key) => ({ eq: key }),
): Pick<Dimension, 'where' | 'none'> => ({
  where: (key) => ({ [field]: how(key) }),
  none: { [field]: { isNull: true } },
})

/** Of agencies, whose keys are their ids. */
export const agencyNames = 'select id::text as key, code as value, name as label, 0 as place from agency'
