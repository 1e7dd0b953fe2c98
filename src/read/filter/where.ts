/** Compiles `where` into SQL. The result is never unknown: null equals nothing, and `not` is the exact complement. */
import { badField } from '../../core/error/app-error.js'
import { checkRange } from './empty-range.js'
import { countField, filterable } from './inputs.js'
import {
  hasSeveralArguments,
  type Class,
  type Condition,
  type ConditionArgument,
  type ManyField,
  type OneField,
  type RowShape,
  type ShapeField,
  type ValueField,
} from '../shape.js'
import { isSlot } from '../compile/slots.js'
import { StatementRow, type Check } from '../compile/statement.js'
import { checkPastFilter, nullDay, pastOf, type Past } from './past.js'
import { argumentCheck, checkOf, sqlTypes } from './values.js'

type Values = Record<string, unknown>
type Entries = [string, unknown][]

/**
 * Returns the condition of a `where` on a row. Rejects an empty filter with EMPTY_FILTER, and others with the fault at
 * its path below `path`.
 *
 * On prospects, `{ not: { country: { eq: "BE" } }, name: { contains: "ali" } }` becomes
 * `(strpos(fold(r1."name"), fold($1::text)) > 0 and not coalesce(r1."country" = $2::text, false))`. A to-many filter
 * becomes `exists (select 1 from … where … and …)`, a to-one filter `r1.stage in (select r2."code" from … where …)`.
 */
export function conditionOf(row: StatementRow, where: unknown, path: string): string {
  const entries = entriesOf(where, path)
  const fixedFields = entries.filter(([, input]) => isEquality(input)).map(([key]) => key)
  return row.statement.condition(path, () =>
    row.withFixedFields(fixedFields, () =>
      joinAnd(entries.map(([key, input]) => entryCondition(row, key, input, `${path}.${key}`, entries))),
    ),
  )
}

/**
 * Returns the condition that leaves withdrawn rows out of a list, unless its `where` names `withdrawnAt`; none for a type
 * whose rows cannot be withdrawn.
 */
export function notWithdrawn(row: StatementRow, where: unknown): string[] {
  if (!row.shape.isWithdrawable || namesWithdrawn(where)) return []
  return [
    row.fill(
      row.statement.past
        ? '({t}.withdrawn_at is null or {t}.withdrawn_at > {knownAt})'
        : '{t}.withdrawn_at is null',
    ),
  ]
}

/** Returns whether a filter names `withdrawnAt`, itself or within `and`, `or` and `not`. */
function namesWithdrawn(where: unknown): boolean {
  if (Array.isArray(where)) return where.some(namesWithdrawn)
  if (typeof where !== 'object' || where === null || isSlot(where)) return false
  const { withdrawnAt, and, or, not } = where as Values
  return withdrawnAt !== undefined || [and, or, not].some(namesWithdrawn)
}

/** Returns the condition that a row was, then, one of those that a condition is written for. */
export function pastCondition(
  row: StatementRow,
  type: Class,
  past: Past,
  write: (then: StatementRow) => string,
): string {
  const { statement } = row
  return statement.withPast(past, () => {
    const then = new StatementRow(statement, statement.shapeOf(type))
    const condition = statement.withNegation(false, () => write(then))
    return `(${row.alias}.id in (select unnest(array(select ${then.alias}.id from ${then.from()} where ${condition})))) is true`
  })
}

const isEquality = (input: unknown): boolean => typeof input === 'object' && input !== null && 'eq' in input

function entryCondition(
  row: StatementRow,
  key: string,
  input: unknown,
  path: string,
  entries: Entries,
): string {
  const conditions = () => listOf(input, path).map((where, i) => conditionOf(row, where, `${path}[${i}]`))
  if (key === 'and') return joinAnd(conditions())
  if (key === 'or') return joinOr(conditions())
  if (key === 'isNull') throw badField(path, 'NEVER_NULL')
  if (key === 'not') return `not ${row.statement.withNegation(true, () => conditionOf(row, input, path))}`
  if (row.statement.past) checkPastFilter(row.shape, key, row.statement.past, path)
  const condition = row.shape.conditions.get(key)
  if (condition) return falseIfNull(row, `(${addedCondition(row, condition, input, path, entries)})`)
  return fieldCondition(row, row.shape.fields.get(key)!, input, path)
}

const joinAnd = (conditions: string[]): string =>
  conditions.length === 1 ? conditions[0]! : `(${conditions.join(' and ')})`
const joinOr = (conditions: string[]): string =>
  conditions.length === 1 ? conditions[0]! : `(${conditions.join(' or ')})`

/** Rejects an empty filter, which would silently match everything. */
function entriesOf(input: unknown, path: string): Entries {
  const entries = input && typeof input === 'object' && !isSlot(input) ? Object.entries(input) : []
  if (entries.length === 0) throw emptyFilter(path)
  const empty = entries.find(([, value]) => value === null)
  if (empty) throw emptyFilter(`${path}.${empty[0]}`)
  return entries
}

function listOf(input: unknown, path: string): unknown[] {
  if (!Array.isArray(input) || input.length === 0) throw emptyFilter(path)
  return input
}

const emptyFilter = (path: string) => badField(path, 'EMPTY_FILTER')

/** Makes a condition that may be null false; necessary only under a negation, since WHERE treats null as false. */
const falseIfNull = (row: StatementRow, sql: string): string =>
  row.statement.isNegated ? `coalesce(${sql}, false)` : sql

function fieldCondition(row: StatementRow, field: ShapeField, input: unknown, path: string): string {
  if (!filterable(field)) throw emptyFilter(path)
  switch (field.form) {
    case 'value':
      checkCurrency(row, field, input, path)
      return field.list
        ? listCondition(row, field, input, path)
        : valueCondition(row.value(field), field, row, input, path)
    case 'part': {
      const part = row.part(field)
      return relatedCondition(
        row,
        input,
        path,
        () => part.present,
        (where) => conditionOf(part, where, path),
      )
    }
    case 'one':
      return relatedCondition(
        row,
        input,
        path,
        () => oneExists(row, field),
        (where) => oneCondition(row, field, where, path),
      )
    case 'many':
      return relationCondition(row, field, input, path)
    case 'withArgs':
      throw emptyFilter(path)
  }
}

/** Returns a condition that `addFilter` has declared. */
function addedCondition(
  row: StatementRow,
  condition: Condition,
  input: unknown,
  path: string,
  entries: Entries,
): string {
  const { args, sql } = condition
  const beside = Object.fromEntries(entries)
  const template = (values: Values) => (typeof sql === 'string' ? sql : sql(values, path))
  return row.statement.condition(path, () => {
    if (!hasSeveralArguments(args)) {
      const find = argumentParams(row, { value: args }, { value: input }, beside, () => path)
      return row.fill(template({ value: input }), find)
    }
    const values = Object.fromEntries(entriesOf(input, path))
    const find = argumentParams(row, args, values, beside, (name) => `${path}.${name}`)
    const rowTokens = filteredRows(row, condition, values, find, path)
    return row.fill(template(values), (name) => rowTokens[name] ?? find(name))
  })
}

type FindToken = (name: string) => string | undefined

/** Returns a function that returns the parameter of an argument, and adds it on first use. */
function argumentParams(
  { statement }: StatementRow,
  args: Record<string, ConditionArgument>,
  values: Values,
  beside: Values,
  pathOf: (name: string) => string,
): FindToken {
  const names = Object.keys(args)
  const params = new Map<string, string>()
  const param = (name: string, { sql, check }: ConditionArgument) => {
    const path = pathOf(name)
    const checkType = argumentCheck(sql, path)
    return statement.param([beside, ...names.map((each) => values[each] ?? null)], sql, (bound) => {
      const [others, ...boundValues] = bound as [Values, ...unknown[]]
      const input = Object.fromEntries(names.map((each, i) => [each, boundValues[i]]))
      return check ? check(checkType(input[name]), path, input, others) : checkType(input[name])
    })
  }
  return (name) => {
    if (!args[name]) return undefined
    // the day and the instant around it, for a filter that names none
    const around = args[name].isPast && values[name] == null ? statement.past?.[args[name].isPast] : undefined
    if (around && around !== nullDay) return around
    if (!params.has(name)) params.set(name, param(name, args[name]))
    return params.get(name)
  }
}

/** Returns the tokens `{row}` and `{rows}` of a condition over rows: those that match the filters of its input. */
function filteredRows(
  row: StatementRow,
  { args, rows, isPast }: Condition,
  values: Values,
  find: FindToken,
  path: string,
): Record<string, string> {
  if (!rows) return {}
  const { statement } = row
  const filters = Object.fromEntries(Object.entries(values).filter(([name]) => !(name in args)))
  const read = (): Record<string, string> => {
    const shape = statement.shapeOf(rows())
    const item = new StatementRow(statement, { ...shape, source: row.fill(shape.source, find) }, row)
    const where = statement.withNegation(false, () =>
      Object.keys(filters).length > 0 ? conditionOf(item, filters, path) : 'true',
    )
    // a filter on values that never change reads neither, and PostgreSQL rejects unused parameters
    const used =
      statement.past && isPast ? ` and num_nulls(${statement.past.day}, ${statement.past.knownAt}) < 2` : ''
    return { row: item.alias, rows: `${item.from()} where ${where}${used}` }
  }
  return isPast ? statement.withPast(pastOf(values, find), read) : read()
}

/** Rejects a comparison of amounts unless this filter, or one around it, fixes the currency. */
function checkCurrency(row: StatementRow, { currency }: ValueField, input: unknown, path: string): void {
  const isCompared = Object.keys(input as Values).some((operator) => operator !== 'isNull')
  if (currency && isCompared && !row.isFixed(currency)) throw badField(path, 'CURRENCY_NEEDED')
}

/** Returns the condition on a part or a to-one row; `isNull` tests whether it exists. */
function relatedCondition(
  row: StatementRow,
  input: unknown,
  path: string,
  existsSql: () => string,
  condition: (where: unknown) => string,
): string {
  const { isNull, ...where } = Object.fromEntries(entriesOf(input, path))
  if (isNull === undefined) return condition(input)
  const presence = row.statement.condition(path, () => `${isNull === true ? 'not ' : ''}(${existsSql()})`)
  return joinAnd([presence, ...(Object.keys(where).length > 0 ? [condition(where)] : [])])
}

function oneCondition(row: StatementRow, field: OneField, input: unknown, path: string): string {
  const shape = row.statement.shapeOf(field.type())
  const related = new StatementRow(row.statement, shape, row)
  const condition = row.statement.withNegation(false, () => conditionOf(related, input, path))
  const key = row.fill(field.key)
  const query = `select ${related.alias}."${shape.key}" from ${related.from()} where ${condition}`
  // At most one row: an equality can use an index on (key, …), also for the order of the page.
  return falseIfNull(row, matchesOneRow(shape, input) ? `${key} = (${query})` : `${key} in (${query})`)
}

function oneExists(row: StatementRow, field: OneField): string {
  const related = new StatementRow(row.statement, row.statement.shapeOf(field.type()), row)
  return `exists (select 1 from ${related.from()} where ${related.alias}."${related.shape.key}" = ${row.fill(field.key)})`
}

function matchesOneRow(shape: RowShape, input: unknown): boolean {
  return Object.entries(input as Values).some(([key, filter]) => {
    const field = shape.fields.get(key)
    return field?.form === 'value' && field.unique && filter !== null && 'eq' in (filter as object)
  })
}

/** Returns the condition on a to-many relation: `some`, `none` and `every`, and `count`. */
function relationCondition(row: StatementRow, field: ManyField, input: unknown, path: string): string {
  const { count, countOf, ...quantifiers } = Object.fromEntries(entriesOf(input, path))
  if (countOf !== undefined && count === undefined) throw badField(`${path}.countOf`, 'WITHOUT_EFFECT')
  return joinAnd([
    ...(count === undefined ? [] : [countCondition(row, field, count, countOf, path)]),
    ...(Object.keys(quantifiers).length === 0
      ? []
      : [
          quantifiedCondition(row, quantifiers, path, (where, wherePath) =>
            childRows(row, field, where, wherePath),
          ),
        ]),
  ])
}

/** `meetings: { count: { gte: 2 } }` becomes `(select count(*) from … where …) >= $1::int`. */
function countCondition(
  row: StatementRow,
  field: ManyField,
  count: unknown,
  countOf: unknown,
  path: string,
): string {
  const countPath = `${path}.count`
  if (entriesOf(count, countPath).some(([operator]) => operator === 'isNull'))
    throw badField(`${countPath}.isNull`, 'NEVER_NULL')
  return row.statement.condition(countPath, () => {
    const { from, on, condition } = row.statement.withNegation(false, () =>
      childRows(row, field, countOf, `${path}.countOf`),
    )
    const counted = `(select count(*) from ${from} where ${on} and ${condition})`
    return valueCondition(counted, countField, row, count, countPath)
  })
}

/** Returns the parts of an `exists` over the child rows of a row. */
function childRows(
  row: StatementRow,
  field: ManyField,
  where: unknown,
  path: string,
): { from: string; on: string; condition: string } {
  const child = new StatementRow(row.statement, row.statement.shapeOf(field.type()), row)
  const via = `${child.alias}_via`
  const condition = where === undefined ? 'true' : conditionOf(child, where, path)
  const live = field.hasWithdrawn ? [] : notWithdrawn(child, where)
  const on = [child.fill(field.on, { via }), ...live].join(' and ')
  return { from: child.from(field.via && child.fill(field.via, { via })), on, condition }
}

/** Returns the condition of `some`, `none` and `every`. */
function quantifiedCondition(
  row: StatementRow,
  input: unknown,
  path: string,
  rows: (where: unknown, path: string) => { from: string; on: string; condition: string },
): string {
  return joinAnd(
    entriesOf(input, path).map(([quantifier, where]) => {
      const { from, on, condition } = row.statement.withNegation(quantifier === 'every', () =>
        rows(where, `${path}.${quantifier}`),
      )
      const exists = (test: string) => `exists (select 1 from ${from} where ${on} and ${test})`
      if (quantifier === 'some') return exists(condition)
      return quantifier === 'none' ? `not ${exists(condition)}` : `not ${exists(`not ${condition}`)}`
    }),
  )
}

function listCondition(row: StatementRow, field: ValueField, input: unknown, path: string): string {
  return quantifiedCondition(row, input, path, (where, wherePath) => ({
    from: `unnest(${row.value(field)}) as element`,
    on: 'true',
    condition: valueCondition('element', { ...field, list: false }, row, where, wherePath),
  }))
}

const comparisons: Record<string, string> = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' }

function valueCondition(
  expression: string,
  field: ValueField,
  row: StatementRow,
  input: unknown,
  path: string,
): string {
  const isText = field.kind === 'text'
  const sql = isText ? `fold(${expression})` : expression
  const type = sqlTypes[field.kind]
  const valueParam = (value: unknown, valuePath: string, check = checkOf(field.kind, valuePath)) => {
    const param = row.statement.param(value, type, check)
    return isText ? `fold(${param})` : param
  }
  const bound = (value: unknown, valuePath: string) =>
    valueParam([value, input], valuePath, (boundValues) => {
      const [high, beside] = boundValues as [unknown, Values]
      checkRange(field.kind, valuePath, high, beside)
      return checkOf(field.kind, valuePath)(high)
    })
  const substring = (value: unknown, valuePath: string) =>
    valueParam(value, valuePath, checkNotEmpty(checkOf(field.kind, valuePath), valuePath))
  const many = (value: unknown, valuePath: string) => {
    const check = checkEntries(checkOf(field.kind, valuePath), valuePath)
    const param = row.statement.param(value, `${type}[]`, check)
    return isText ? `array(select fold(v) from unnest(${param}) v)` : param
  }
  return joinAnd(
    entriesOf(input, path).map(([operator, value]) => {
      const valuePath = `${path}.${operator}`
      switch (operator) {
        case 'isNull':
          return `(${expression} is ${value === true ? '' : 'not '}null)`
        case 'ne':
          return `(${sql} is distinct from ${valueParam(value, valuePath)})`
        case 'in':
          return falseIfNull(row, `${sql} = any(${many(value, valuePath)})`)
        case 'notIn':
          return `((${sql} = any(${many(value, valuePath)})) is not true)`
        case 'contains':
          return falseIfNull(row, `strpos(${sql}, ${substring(value, valuePath)}) > 0`)
        case 'startsWith':
          return falseIfNull(row, `starts_with(${sql}, ${substring(value, valuePath)})`)
        default:
          return falseIfNull(row, `${sql} ${comparisons[operator]!} ${bound(value, valuePath)}`)
      }
    }),
  )
}

/** An empty string would match everything, so it is rejected. */
const checkNotEmpty =
  (check: Check, path: string): Check =>
  (value) => {
    if (value === '') throw emptyFilter(path)
    return check(value)
  }

const checkEntries =
  (check: Check, path: string): Check =>
  (values) => {
    if (!Array.isArray(values) || values.length === 0) throw emptyFilter(path)
    return values.map((value) => {
      if (value === null) throw emptyFilter(path)
      return check(value)
    })
  }
