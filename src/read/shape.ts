/**
 * What the schema knows of a type: where its rows come from, and what each field reads.
 *
 * SQL in a shape is a template over rows: `{t}` is the row itself, `{p}` the row that it hangs on, `{name}` a row
 * that stands beside it (see `beside`), `{#}` the column prefix of an embedded part.
 */
export type Template = string

import type { ColumnType } from 'typeorm'

/** A class that stands for a GraphQL object type. */
export type Class<T = object> = abstract new (...args: never[]) => T

/** `text` is compared without case and accents; `word` (a code, a reference, a number) as it is written. */
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
  /** Declares the field in an input that must give it; absent for what SQL derives. */
  given?: PropertyDecorator
  /** An input may give null. */
  emptied: boolean
  /** At most one row has a given value, so that a filter on it finds one row. */
  unique: boolean
  /** False where the value cannot be filtered or sorted by. */
  filter: boolean
  /** Of an amount: the field beside it that says in which currency. Without that it is not compared. */
  currency?: string
  /** The type of the column that holds it; absent for what SQL derives. */
  column?: ColumnType
  /** Set where a field resolver finishes the value, so that the JSON cannot be passed through. */
  resolved: boolean
}
export interface PartField {
  form: 'part'
  type: () => Class
  prefix: string
  /** The row beside this one that has the columns; absent: this row itself. */
  beside?: string
  nullable: boolean
  description: string
}
export interface OneField {
  form: 'one'
  type: () => Class
  /** The key of the one row, seen from this row. */
  key: Template
  nullable: boolean
}
export interface ManyField {
  form: 'many'
  type: () => Class
  /** Which rows hang on this one, seen from them; `via` joins what lies between. */
  on: Template
  via?: Template
  /** Where the rows stand, if not where their type says: a row set of the statement that reads them. */
  from?: string
  /** True: a connection with where, orderBy, first and after. False: a plain list in the order of `order`. */
  paged: boolean
  order?: Template
}
/** A value that depends on arguments: the template sees them as `{name}` parameters. */
export interface ArgumentField {
  form: 'asked'
  sql: Template
  /** The object type read from the rows that `sql` selects; absent for a plain value. */
  type?: () => Class
  kind: ValueKind
  resolved: boolean
  /** The SQL type of each argument. */
  args: Record<string, string>
}
export type ShapeField = ValueField | PartField | OneField | ManyField | ArgumentField

/** What a condition is given. */
export interface ConditionArgument {
  graphql: () => unknown
  /** Of one among several. */
  description?: string
  nullable?: boolean
  /** The SQL type that it is handed over as. */
  sql: string
  /**
   * Sees the value, null where it was left out, what else is given, and what else the filter says of the row, each time
   * the statement runs; may refuse or replace it.
   */
  check?: (
    value: unknown,
    path: string,
    input: Record<string, unknown>,
    beside: Record<string, unknown>,
  ) => unknown
}
/** A condition that a filter may put on a row although no field shows it: what it means depends on what it is given. */
export interface Condition {
  description: string
  /** One value, which the template sees as `{given}`, or an object of several, seen by their names. */
  given: ConditionArgument | Record<string, ConditionArgument>
  /** The object's type, where several conditions share it; else it is named after the row and the condition. */
  input?: { name: string; description: string }
  /** A row set that sees what is given. Its filters are in the object too; those that fulfil them stand as `{its}` in `{found}`. */
  rows?: () => Class
  /** Where it is null, it does not hold. */
  sql: Template | ((input: Record<string, unknown>, path: string) => Template)
}

export interface RowShape {
  name: string
  /** A table, a view, or a row set of the statement that reads it, which may look at the row that it hangs on. */
  source: Template
  key: string
  beside: Record<string, Template>
  fields: Map<string, ShapeField>
  conditions: Map<string, Condition>
}

const shapes = new Map<Class, RowShape>()
const byName = new Map<string, RowShape>()

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

/** The shape behind a GraphQL type name; undefined for types that are not read from rows. */
export const findShape = (name: string): RowShape | undefined => byName.get(name)

/** Says what a field reads, whether from beside its declaration or from a higher folder. */
export function setShapeField(type: Class, name: string, field: ShapeField): void {
  shapeOf(type).fields.set(name, field)
}

/** Says what a filter may ask of a row beside its fields, whether from beside its class or from a higher folder. */
export function addFilter(type: Class, name: string, condition: Condition): void {
  shapeOf(type).conditions.set(name, condition)
}

/**
 * The row is one of those whose ids a query finds. It is run once, and each row is looked up in what it found: left to
 * itself, the planner joins, and where it expects a page to be full soon, it goes through all that was found for every row.
 */
export const idInQuery = (query: Template): Template => `({t}.id in (select unnest(array(${query})))) is true`

/**
 * Ends a sub-select under `exists` in a condition: a page looks row by row until it is full, while what counts all rows
 * is free to find everything at once.
 */
export const rowByRowHint = '/* row by row */'

export const hasSeveralArguments = (value: Condition['given']): value is Record<string, ConditionArgument> =>
  !('graphql' in value)

/** Whether a field resolver finishes what was read of this field. */
export function isResolved(type: string, name: string): boolean {
  const field = findShape(type)?.fields.get(name)
  return (field?.form === 'value' || field?.form === 'asked') && field.resolved
}

export const allShapes = (): Iterable<RowShape> => shapes.values()

/** The properties that hold an embedded part: `expectedDecision` -> `expectedDecisionFrom`, ... */
export const partProperty = (name: string, inner: string): string =>
  name + inner[0]!.toUpperCase() + inner.slice(1)

/** Values as the entity's properties hold them: embedded parts spread over their columns, all null for a null part. What is undefined is left out. */
export function toColumnValues(type: Class, values: object): Record<string, unknown> {
  const fields = shapeOf(type).fields
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const field = fields.get(name)
      if (value === undefined) return []
      if (field?.form !== 'part') return [[name, value as unknown]]
      return columnNames(field).map((inner) => [
        partProperty(name, inner),
        (value as Record<string, unknown> | null)?.[inner] ?? null,
      ])
    }),
  )
}

const columnNames = (field: PartField): string[] =>
  [...shapeOf(field.type()).fields]
    .filter(([, inner]) => inner.form === 'value' && inner.column)
    .map(([name]) => name)

/** `expectedDecision` -> `expected_decision`: how words are written in the database. */
export const toSnakeCase = (word: string): string => word.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
