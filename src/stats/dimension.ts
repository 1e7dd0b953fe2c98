import { Deal } from '../deal/deal.entity.js'
import type { OneField, Template } from '../read/shape.js'
import { linksOf, type Past } from '../read/filter/past.js'
import { StatementRow } from '../read/compile/statement.js'
import type { Statement } from '../read/compile/statement.js'
import { beginning } from '../core/time/partial-date.js'
import { periodLabel } from './names.js'
import type { Unit } from './unit.js'
import { anyOf, type WhereJson } from './where-json.js'

/**
 * A dimension groups rows by a key. A row has one key or, if the dimension overlaps, several. The key is a text; it is
 * null if nothing is stated or the viewer may not see it.
 */
export interface Dimension {
  /** The one key of a row, an expression over the row {t} and the joined ones. */
  key?: Template
  /** The join that the key needs, and its name in the templates. */
  join?: NamedJoin
  /** For a dimension that overlaps: selects distinct (id, key) of the rows of `base` that have a key. */
  keys?: string
  /** Selects (key, value, label, place) of the keys; if left out, a key is its own value and label. */
  names?: string
  /** The value and the label of a key without a name. */
  value?: (key: string) => string
  label?: (key: string) => string
  /** The conditions for the rows with the key and without one. `value` is the value of the key in `names`. */
  where: (key: string, value: string) => WhereJson
  none: WhereJson
}

/** A join, and its name in the templates. */
export interface NamedJoin {
  name: string
  sql: Template
}

/** A requested dimension: its code, and the column of its keys. */
export interface Axis extends Dimension {
  code: string
  /** `k1` for the first axis. In a cell, '' means no key: no key is empty. */
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

/** Returns the key of the period of a day: its first day. */
export const periodOf = (unit: Unit, day: string): string =>
  `date_trunc('${unit}', ${day}::timestamp)::date::text`

/** Returns a lateral row set with the column `first`: the keys of all periods that overlap a range of days; none for BEFORE. */
export const periodsOf = (unit: Unit, from: string, to: string): string =>
  `generate_series(date_trunc('${unit}', ${from}::timestamp), case when ${from} > '${beginning}' then ${to} end::timestamp, interval '${lengths[unit]}') first`

/**
 * Returns the conditions for the rows whose partial date overlaps a period, and for those whose period is not known. `day` is
 * the field with the last day, if that is a field of its own.
 */
export const partialDateConditions = (field: string, day?: string) => ({
  where: (from: string, to: string): WhereJson => ({
    [field]: {
      from: { lte: to },
      precision: { ne: `'BEFORE'::text` },
      ...(day ? {} : { to: { gte: from } }),
    },
    ...(day ? { [day]: { gte: from } } : {}),
  }),
  none: anyOf({ [field]: { isNull: true } }, { [field]: { precision: { eq: `'BEFORE'::text` } } }),
})

const firstDayOf = (key: string): string => `${key}::date::text`
const lastDayOf = (unit: Unit, key: string): string =>
  `(${key}::date + interval '${lengths[unit]}' - interval '1 day')::date::text`

/** Returns a dimension of periods. Weeks, months and years are written as in ISO 8601, quarters as 2018-Q2. */
export function periodDimension<D extends Omit<Dimension, 'where' | 'value'>>(
  statement: Statement,
  unit: Unit,
  { where, ...rest }: D & { where: (from: string, to: string) => WhereJson },
): Omit<D, 'where'> & Dimension {
  const value = (key: string) => `to_char(${key}::date, '${periodFormats[unit]}')`
  return {
    ...rest,
    value,
    label: periodLabel(statement, unit),
    where: (key) => where(firstDayOf(key), lastDayOf(unit, key)),
  }
}

/** Returns the dimension of a field that has one code or none. */
export const codeDimension = (field: string, names: string): Dimension => ({
  key: `{t}.${field}`,
  names,
  ...fieldCondition(field),
})

/** Returns the conditions for the rows whose field equals the key, or meets `how(key)`. */
export const fieldCondition = (
  field: string,
  how: (key: string) => WhereJson = (key) => ({ eq: key }),
): Pick<Dimension, 'where' | 'none'> => ({
  where: (key) => ({ [field]: how(key) }),
  none: { [field]: { isNull: true } },
})

/** Selects (deal_id, key): the lead agency or the officer of each deal, then or today; null where there is none to see. */
export function dealKeys(statement: Statement, field: 'leadAgency' | 'officer'): string {
  const deal = new StatementRow(statement, statement.shapeOf(Deal))
  const { key } = deal.shape.fields.get(field) as OneField
  return `(select ${deal.alias}.id as deal_id, ${deal.fill(key)}::text as key from ${deal.from()})`
}

/** Selects the links of a table to deals, then or today, without those to deals that had been withdrawn. */
export const linksToDeals = (table: string, past: Past | null): string =>
  `(select l.* from ${linksOf(table, past)} l join deal d on d.id = l.deal_id
    where d.withdrawn_at is null${past ? ` or d.withdrawn_at > ${past.knownAt}` : ''})`

/** Selects the names of agencies; their keys are ids. */
export const agencyNames = 'select id::text as key, code as value, name as label, 0 as place from agency'

/** Selects the names of users; their keys are ids. */
export const userNames = 'select id::text as key, id::text as value, name as label, 0 as place from "user"'
