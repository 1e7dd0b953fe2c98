/** where -> SQL. Null never equals, and `not` is the complement: three-valued logic ends here. */
import { badField } from '../core/error/app-error.js'
import { checkRange } from './empty-range.js'
import { filterable } from './inputs.js'
import {
  hasSeveralArguments,
  shapeOf,
  type Condition,
  type ConditionArgument,
  type ManyField,
  type OneField,
  type RowShape,
  type ShapeField,
  type ValueField,
} from './shape.js'
import { isSlot } from './slots.js'
import { StatementRow, type Check } from './statement.js'
import { argumentCheck, checkOf, sqlTypes } from './values.js'

type Given = Record<string, unknown>
type Entries = [string, unknown][]

/** The condition that `where` puts on a row; `path` names the place of a fault. */
export function conditionOf(row: StatementRow, where: unknown, path: string): string {
  const entries = entriesOf(where, path)
  const fields = entries.filter(([, input]) => saysWhich(input)).map(([key]) => key)
  return row.statement.condition(path, () =>
    row.saying(fields, () =>
      all(entries.map(([key, input]) => entryCondition(row, key, input, `${path}.${key}`, entries))),
    ),
  )
}

const saysWhich = (input: unknown): boolean => typeof input === 'object' && input !== null && 'eq' in input

function entryCondition(
  row: StatementRow,
  key: string,
  input: unknown,
  path: string,
  entries: Entries,
): string {
  const each = () => listOf(input, path).map((where, i) => conditionOf(row, where, `${path}[${i}]`))
  if (key === 'and') return all(each())
  if (key === 'or') return any(each())
  if (key === 'isNull') throw badField(path, 'NEVER_NULL')
  if (key === 'not') return `not ${row.statement.under(true, () => conditionOf(row, input, path))}`
  const condition = row.shape.conditions.get(key)
  if (condition) return sure(row, `(${askedCondition(row, condition, input, path, entries)})`)
  return fieldCondition(row, row.shape.fields.get(key)!, input, path)
}

const all = (conditions: string[]): string =>
  conditions.length === 1 ? conditions[0]! : `(${conditions.join(' and ')})`
const any = (conditions: string[]): string =>
  conditions.length === 1 ? conditions[0]! : `(${conditions.join(' or ')})`

/** An empty filter would silently do nothing: it is refused. */
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

/** A condition that may be null counts as false; under a negation that has to be said. */
const sure = (row: StatementRow, sql: string): string =>
  row.statement.negated ? `coalesce(${sql}, false)` : sql

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
      return related(
        row,
        input,
        path,
        () => part.present,
        (where) => conditionOf(part, where, path),
      )
    }
    case 'one':
      return related(
        row,
        input,
        path,
        () => oneIsThere(row, field),
        (where) => oneCondition(row, field, where, path),
      )
    case 'many':
      return quantified(row, input, path, (w, here) => hanging(row, field, w, here))
    case 'asked':
      throw emptyFilter(path)
  }
}

function askedCondition(
  row: StatementRow,
  condition: Condition,
  input: unknown,
  path: string,
  entries: Entries,
): string {
  const { given: asked, sql } = condition
  const beside = Object.fromEntries(entries)
  const template = (values: Given) => (typeof sql === 'string' ? sql : sql(values, path))
  return row.statement.condition(path, () => {
    if (!hasSeveralArguments(asked)) {
      const find = argumentsOf(row, { given: asked }, { given: input }, beside, () => path)
      return row.fill(template({ given: input }), find)
    }
    const values = Object.fromEntries(entriesOf(input, path))
    const find = argumentsOf(row, asked, values, beside, (name) => `${path}.${name}`)
    const its = rowsFound(row, condition, values, find, path)
    return row.fill(template(values), (name) => its[name] ?? find(name))
  })
}

type Find = (name: string) => string | undefined

/** Each becomes a parameter when a template first names it. */
function argumentsOf(
  { statement }: StatementRow,
  asked: Record<string, ConditionArgument>,
  values: Given,
  beside: Given,
  pathOf: (name: string) => string,
): Find {
  const names = Object.keys(asked)
  const params = new Map<string, string>()
  const param = (name: string, { sql, check }: ConditionArgument) => {
    const path = pathOf(name)
    const allowed = argumentCheck(sql, path)
    return statement.param([beside, ...names.map((each) => values[each] ?? null)], sql, (sent) => {
      const [others, ...all] = sent as [Given, ...unknown[]]
      const input = Object.fromEntries(names.map((each, i) => [each, all[i]]))
      return check ? check(allowed(input[name]), path, input, others) : allowed(input[name])
    })
  }
  return (name) => {
    if (asked[name] && !params.has(name)) params.set(name, param(name, asked[name]))
    return params.get(name)
  }
}

/** The rows that a condition looks at: all, or those that fulfil the filters among what it is given. */
function rowsFound(
  row: StatementRow,
  { given: value, rows }: Condition,
  values: Given,
  find: Find,
  path: string,
): Record<string, string> {
  if (!rows) return {}
  const shape = shapeOf(rows())
  const its = new StatementRow(row.statement, { ...shape, source: row.fill(shape.source, find) }, row)
  const filters = Object.fromEntries(Object.entries(values).filter(([name]) => !(name in value)))
  const where = row.statement.under(false, () =>
    Object.keys(filters).length > 0 ? conditionOf(its, filters, path) : 'true',
  )
  return { its: its.alias, found: `${its.from()} where ${where}` }
}

/** A hundred of one currency is no hundred of another: the same filter, or one around it, says which. */
function checkCurrency(row: StatementRow, { currency }: ValueField, input: unknown, path: string): void {
  const compared = Object.keys(input as Given).some((operator) => operator !== 'isNull')
  if (currency && compared && !row.says(currency)) throw badField(path, 'CURRENCY_NEEDED')
}

/** What must hold of a part or of the one row, `isNull` among it: whether it is there at all. */
function related(
  row: StatementRow,
  input: unknown,
  path: string,
  isThere: () => string,
  condition: (where: unknown) => string,
): string {
  const { isNull, ...where } = Object.fromEntries(entriesOf(input, path))
  if (isNull === undefined) return condition(input)
  const presence = row.statement.condition(path, () => `${isNull === true ? 'not ' : ''}(${isThere()})`)
  return all([presence, ...(Object.keys(where).length > 0 ? [condition(where)] : [])])
}

function oneCondition(row: StatementRow, field: OneField, input: unknown, path: string): string {
  const shape = shapeOf(field.type())
  const one = new StatementRow(row.statement, shape, row)
  const condition = row.statement.under(false, () => conditionOf(one, input, path))
  const key = row.fill(field.key)
  const result = `select ${one.alias}."${shape.key}" from ${one.from()} where ${condition}`
  // one row at most: an equality that an index on (key, ...) can serve, order included
  return sure(row, findsOne(shape, input) ? `${key} = (${result})` : `${key} in (${result})`)
}

function oneIsThere(row: StatementRow, field: OneField): string {
  const one = new StatementRow(row.statement, shapeOf(field.type()), row)
  return `exists (select 1 from ${one.from()} where ${one.alias}."${one.shape.key}" = ${row.fill(field.key)})`
}

function findsOne(shape: RowShape, input: unknown): boolean {
  return Object.entries(input as Given).some(([key, filter]) => {
    const field = shape.fields.get(key)
    return field?.form === 'value' && field.unique && filter !== null && 'eq' in (filter as object)
  })
}

/** The rows that hang on this one and fulfil a condition, for exists(). */
function hanging(
  row: StatementRow,
  field: ManyField,
  where: unknown,
  path: string,
): { from: string; on: string; condition: string } {
  const child = new StatementRow(row.statement, shapeOf(field.type()), row)
  const via = `${child.alias}_via`
  const condition = conditionOf(child, where, path)
  const on = child.fill(field.on, { via })
  return { from: child.from(field.via && child.fill(field.via, { via })), on, condition }
}

function quantified(
  row: StatementRow,
  input: unknown,
  path: string,
  rows: (where: unknown, path: string) => { from: string; on: string; condition: string },
): string {
  return all(
    entriesOf(input, path).map(([quantifier, where]) => {
      const { from, on, condition } = row.statement.under(quantifier === 'every', () =>
        rows(where, `${path}.${quantifier}`),
      )
      const exists = (fulfils: string) => `exists (select 1 from ${from} where ${on} and ${fulfils})`
      if (quantifier === 'some') return exists(condition)
      return quantifier === 'none' ? `not ${exists(condition)}` : `not ${exists(`not ${condition}`)}`
    }),
  )
}

function listCondition(row: StatementRow, field: ValueField, input: unknown, path: string): string {
  return quantified(row, input, path, (where, here) => ({
    from: `unnest(${row.value(field)}) as element`,
    on: 'true',
    condition: valueCondition('element', { ...field, list: false }, row, where, here),
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
  const text = field.kind === 'text'
  const sql = text ? `fold(${expression})` : expression
  const type = sqlTypes[field.kind]
  const one = (value: unknown, here: string, check = checkOf(field.kind, here)) => {
    const param = row.statement.param(value, type, check)
    return text ? `fold(${param})` : param
  }
  const bound = (value: unknown, here: string) =>
    one([value, input], here, (sent) => {
      const [high, beside] = sent as [unknown, Given]
      checkRange(field.kind, here, high, beside)
      return checkOf(field.kind, here)(high)
    })
  const piece = (value: unknown, here: string) => one(value, here, notEmpty(checkOf(field.kind, here), here))
  const many = (value: unknown, here: string) => {
    const param = row.statement.param(value, `${type}[]`, each(checkOf(field.kind, here), here))
    return text ? `array(select fold(v) from unnest(${param}) v)` : param
  }
  return all(
    entriesOf(input, path).map(([operator, value]) => {
      const here = `${path}.${operator}`
      switch (operator) {
        case 'isNull':
          return `(${expression} is ${value === true ? '' : 'not '}null)`
        case 'ne':
          return `(${sql} is distinct from ${one(value, here)})`
        case 'in':
          return sure(row, `${sql} = any(${many(value, here)})`)
        case 'notIn':
          return `((${sql} = any(${many(value, here)})) is not true)`
        case 'contains':
          return sure(row, `strpos(${sql}, ${piece(value, here)}) > 0`)
        case 'startsWith':
          return sure(row, `starts_with(${sql}, ${piece(value, here)})`)
        default:
          return sure(row, `${sql} ${comparisons[operator]!} ${bound(value, here)}`)
      }
    }),
  )
}

/** Every text has the empty one in it, and begins with it. */
const notEmpty =
  (check: Check, path: string): Check =>
  (value) => {
    if (value === '') throw emptyFilter(path)
    return check(value)
  }

const each =
  (check: Check, path: string): Check =>
  (values) => {
    if (!Array.isArray(values) || values.length === 0) throw emptyFilter(path)
    return values.map((value) => {
      if (value === null) throw emptyFilter(path)
      return check(value)
    })
  }
