/**
 * The shape of a type: the source of its rows, and what each field reads.
 *
 * SQL in a shape is a template over rows: `{t}` is the row itself, `{p}` its parent, `{name}` a joined row (see
 * `beside`), `{#}` the column prefix of an embedded part.
 */
export type Template = string

import type { ColumnType } from 'typeorm'

/** The class of a GraphQL object type. */
export type Class<T = object> = abstract new (...args: never[]) => T

/** `text` is compared without case and accents; `word` (a code, a reference, a number) exactly. */
export type ValueKind =
  'text' | 'word' | 'code' | 'id' | 'int' | 'float' | 'decimal' | 'boolean' | 'day' | 'instant' | 'json'

export interface ValueField {
  form: 'value'
  sql: Template
  kind: ValueKind
  /** The registered GraphQL enum, for kind `code`. */
  codes?: object
  list: boolean
  nullable: boolean
  /** Declares the field in an input that requires it; absent for a value that SQL derives. */
  declareInInput?: PropertyDecorator
  /** Whether an input may set it to null. */
  emptied: boolean
  /** Whether a value identifies at most one row. */
  unique: boolean
  /** False when the value cannot be filtered or sorted by. */
  filter: boolean
  /** For an amount: the field of the same type with its currency, which a comparison must fix. */
  currency?: string
  /** The type of its column; absent for a value that SQL derives. */
  column?: ColumnType
  /** Whether a field resolver completes the value, so that the JSON cannot be passed through. */
  resolved: boolean
}
export interface PartField {
  form: 'part'
  type: () => Class
  prefix: string
  /** The joined row that has the columns; absent: this row itself. */
  beside?: string
  nullable: boolean
  description: string
}
export interface OneField {
  form: 'one'
  type: () => Class
  /** The key of the related row, as an expression over this row. */
  key: Template
  nullable: boolean
}
export interface ManyField {
  form: 'many'
  type: () => Class
  /** The condition over the rows of the list (`{t}`) and this row (`{p}`); `via` joins a table in between. */
  on: Template
  via?: Template
  /** The source of the rows, where it is not that of their type: a CTE of the statement. */
  from?: string
  /** True: a connection with where, orderBy, first and after. False: a plain list in the order of `order`. */
  paged: boolean
  order?: Template
  /** Whether withdrawn rows are in the list, as where it shows what counted at an earlier instant. */
  hasWithdrawn?: boolean
}
/** A value that depends on arguments, to which the template refers as `{name}`. */
export interface ArgumentField {
  form: 'withArgs'
  sql: Template
  /** The object type read from the rows that `sql` selects; absent for a plain value. */
  type?: () => Class
  kind: ValueKind
  resolved: boolean
  /** What it costs for each row; 0 for a value that reads little. */
  cost: number
  /** The SQL type of each argument. */
  args: Record<string, string>
}
export type ShapeField = ValueField | PartField | OneField | ManyField | ArgumentField

/** An argument of a condition. */
export interface ConditionArgument {
  graphql: () => unknown
  /** Needed only when the condition has several arguments. */
  description?: string
  nullable?: boolean
  /** The SQL type of the parameter. */
  sql: string
  /** For a day or an instant: left out in a report of the past, it is that of the report. */
  isPast?: 'day' | 'knownAt'
  /**
   * Checks the value, or replaces it, each time the statement runs. `value` is null when left out, `input` has all
   * arguments of the condition, `beside` the other conditions of the same filter.
   */
  check?: (
    value: unknown,
    path: string,
    input: Record<string, unknown>,
    beside: Record<string, unknown>,
  ) => unknown
}
/** A filter condition that is no field of the type. */
export interface Condition {
  description: string
  /** One argument, `{value}` in the template, or several, each `{name}`. */
  args: ConditionArgument | Record<string, ConditionArgument>
  /** The input type, where several conditions share it; else it is named after the type and the condition. */
  input?: { name: string; description: string }
  /**
   * A row set that depends on the arguments. The input has its filters too. In the template, `{rows}` is its FROM and
   * WHERE and `{row}` the alias of its rows.
   */
  rows?: () => Class
  /** Whether the rows are those of the day and the instant in its arguments `on` and `knownAt`; they combine by `and`, `or` and `not`. */
  isPast?: boolean
  /** Null counts as false. */
  sql: Template | ((input: Record<string, unknown>, path: string) => Template)
}

/** Rows that are noted when an answer shows them, and recorded after the statement (`database/note_rows.sql`). */
export interface NotedRows {
  /** The id that is noted; default: that of the row. */
  id?: Template
  /** The condition of the rows. */
  when: Template
  /** Whether the viewer sees the row masked; absent: the row does not show it. The id of a masked row has the mark `/masked`. */
  masked?: Template
  /**
   * The SQL function that records them; it gets their ids and the way by which they were read. It returns whether the
   * viewer sees all rows without a mark in full (`RecordedReads`).
   */
  record: string
}

export interface RowShape {
  name: string
  /** A table, a view or a sub-query, which may refer to the parent row. */
  source: Template
  key: string
  /** Joins by name; a template that contains `{name}` adds the join. */
  beside: Record<string, Template>
  fields: Map<string, ShapeField>
  conditions: Map<string, Condition>
  noted?: NotedRows
  /** Whether its rows can be withdrawn: they have a column withdrawn_at, and lists leave them out. */
  isWithdrawable?: boolean
}

const shapes = new Map<Class, RowShape>()
const byName = new Map<string, RowShape>()

/**
 * Returns the shape of a type, which the decorators of `declare.ts` fill. It begins with the fields of the parent class.
 *
 * With `@TableType('holiday', …) class Holiday extends Versioned`, `shapeOf(Holiday).source` is `"holiday"`, and its
 * fields include `version`.
 */
export function shapeOf(type: Class): RowShape {
  let shape = shapes.get(type)
  if (!shape) {
    const parent = Object.getPrototypeOf(type) as Class
    const inherited = typeof parent === 'function' && shapes.get(parent)
    shape = {
      name: type.name,
      source: '',
      key: 'id',
      beside: inherited ? { ...inherited.beside } : {},
      fields: new Map(inherited ? inherited.fields : []),
      conditions: new Map(inherited ? inherited.conditions : []),
    }
    shapes.set(type, shape)
    byName.set(type.name, shape)
  }
  return shape
}

/** Returns the shape of a GraphQL type; undefined for types that are not read from rows. */
export const findShape = (name: string): RowShape | undefined => byName.get(name)

/**
 * Declares what a field reads, from the type itself or from a higher layer. Types that extend it get the field too,
 * unless they declare their own.
 */
export function setShapeField(type: Class, name: string, field: ShapeField): void {
  for (const { fields } of withDerived(type, (shape) => shape.fields.has(name))) fields.set(name, field)
}

/** Returns the shape of a type, and those of the types that extend it, without those that have a declaration of their own. */
function withDerived(type: Class, hasOwn: (shape: RowShape) => boolean): RowShape[] {
  const own = shapeOf(type)
  const derived = [...shapes].filter(([other, shape]) => other.prototype instanceof type && !hasOwn(shape))
  return [own, ...derived.map(([, shape]) => shape)]
}

/**
 * Adds a condition to the filter of a type and of the types that extend it, from the type itself or from a higher layer.
 *
 * With `addFilter(PartialDate, 'possiblyBefore', { args: { sql: 'date', … }, sql: '{t}."{#}from" < {value}', … })`,
 * `meetings(where: { when: { possiblyBefore: "2018-05-31" } })` compares `r1."when_from" < $1::date`.
 */
export function addFilter(type: Class, name: string, condition: Condition): void {
  for (const { conditions } of withDerived(type, (shape) => shape.conditions.has(name)))
    conditions.set(name, condition)
}

/**
 * Returns the condition that the row's id is among those of a query. The array makes PostgreSQL run the query once and
 * hash its result. Without it, the planner joins, and for a short page it scans the whole result for every row.
 *
 * `idInQuery('select m.deal_id from deal_team m')` returns
 * `({t}.id in (select unnest(array(select m.deal_id from deal_team m)))) is true`.
 */
export const idInQuery = (query: Template): Template => `({t}.id in (select unnest(array(${query})))) is true`

/**
 * Put at the end of a sub-query under `exists`. A page replaces it by `offset 0`, so that PostgreSQL evaluates the
 * sub-query row by row until the page is full; a count leaves it, so that PostgreSQL may join.
 */
export const rowByRowHint = '/* row by row */'

export const hasSeveralArguments = (value: Condition['args']): value is Record<string, ConditionArgument> =>
  !('graphql' in value)

/** Returns whether a field resolver completes the value of this field. */
export function isResolved(type: string, name: string): boolean {
  const field = findShape(type)?.fields.get(name)
  return (field?.form === 'value' || field?.form === 'withArgs') && field.resolved
}

export const allShapes = (): Iterable<RowShape> => shapes.values()

/** Returns the entity property of a field of an embedded part: `expectedDecision` -> `expectedDecisionFrom`. */
export const partProperty = (name: string, inner: string): string =>
  name + inner[0]!.toUpperCase() + inner.slice(1)

/**
 * Returns values by entity property: embedded parts spread over their columns, all null for a null part. Omits
 * undefined.
 *
 * `toColumnValues(Deal, { capex: { low: '5', currency: 'EUR' }, type: undefined })` returns
 * `{ capexLow: '5', capexCurrency: 'EUR' }`.
 */
export function toColumnValues(type: Class, values: object): Record<string, unknown> {
  const fields = shapeOf(type).fields
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const field = fields.get(name)
      if (value === undefined) return []
      if (field?.form !== 'part') return [[name, value as unknown]]
      return partFieldNames(field).map((inner) => [
        partProperty(name, inner),
        (value as Record<string, unknown> | null)?.[inner] ?? null,
      ])
    }),
  )
}

const partFieldNames = (field: PartField): string[] =>
  [...shapeOf(field.type()).fields]
    .filter(([, inner]) => inner.form === 'value' && inner.column)
    .map(([name]) => name)

/** Returns a name in snake case, as in the database: `expectedDecision` -> `expected_decision`. */
export const toSnakeCase = (word: string): string => word.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
