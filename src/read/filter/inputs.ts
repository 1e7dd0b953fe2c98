/** Generates filter inputs, order inputs and connection types from the declared fields. */
import { Field, Float, ID, InputType, Int, ObjectType, TypeMetadataStorage } from '@nestjs/graphql'
import { registerCodes } from '../../core/codes.js'
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../core/scalars.js'
import {
  allShapes,
  hasSeveralArguments,
  partProperty,
  shapeOf,
  type Class,
  type Condition,
  type ConditionArgument,
  type RowShape,
  type ShapeField,
  type ValueField,
} from '../shape.js'
import { pastFiltersOf } from './past.js'

export const SortDirection = registerCodes(
  'SortDirection',
  ['ASC', 'DESC'],
  'Direction of an order. Nulls come last both ways.',
  {
    ASC: 'Ascending: the smallest, earliest or alphabetically first value comes first.',
    DESC: 'Descending: the largest, latest or alphabetically last value comes first.',
  },
)

const generatedTypes = new Map<string, Class>()
const pending: (() => void)[] = []

/** Returns the class of this name; creates and decorates it the first time. */
function makeType(name: string, decorate: (type: Class) => void): Class {
  const existing = generatedTypes.get(name)
  if (existing) return existing
  const type = { [name]: class {} }[name] as Class
  generatedTypes.set(name, type)
  decorate(type)
  return type
}

function field(
  type: Class,
  name: string,
  graphql: () => unknown,
  description?: string,
  nullable = true,
): void {
  Field(graphql as never, { nullable, description })(type.prototype as object, name)
}

function makeInput(name: string, description: string, declare: (type: Class) => void): Class {
  return makeType(name, (type) => {
    InputType(name, { description })(type as never)
    pending.push(() => declare(type))
  })
}

/** Declares the fields of every where and orderBy of the schema. Called once, after all modules are loaded. */
export function declareInputs(lists: Class[]): void {
  for (const type of lists) connectionTypeOf(type)
  for (const shape of [...allShapes()])
    for (const field of shape.fields.values())
      if (field.form === 'many' && field.paged) connectionTypeOf(field.type())
  // Nest cached the fields of a type when an input was derived from it; higher layers have added fields since.
  for (const metadata of TypeMetadataStorage.getObjectTypesMetadata()) metadata.properties = undefined
  for (let declare = pending.shift(); declare; declare = pending.shift()) declare()
}

const scalars = {
  text: ['String', () => String],
  word: ['Word', () => String],
  id: ['ID', () => ID],
  int: ['Int', () => Int],
  float: ['Float', () => Float],
  decimal: ['Decimal', () => DecimalScalar],
  boolean: ['Boolean', () => Boolean],
  day: ['Date', () => DateScalar],
  instant: ['DateTime', () => DateTimeScalar],
} as const

const operatorDescriptions: Record<string, string> = {
  eq: 'Equals this.',
  ne: 'Differs from this, or is null.',
  gt: 'Is greater than this.',
  gte: 'Is greater than or equal to this.',
  lt: 'Is less than this.',
  lte: 'Is less than or equal to this.',
  contains: 'Contains this text.',
  startsWith: 'Starts with this text.',
}

const comparisons = ['gt', 'gte', 'lt', 'lte']
const operators: Record<string, string[]> = {
  text: ['eq', 'ne', ...comparisons, 'contains', 'startsWith'],
  word: ['eq', 'ne', ...comparisons, 'contains', 'startsWith'],
  id: ['eq', 'ne'],
  code: ['eq', 'ne'],
  boolean: ['eq', 'ne'],
  int: ['eq', 'ne', ...comparisons],
  float: ['eq', 'ne', ...comparisons],
  decimal: ['eq', 'ne', ...comparisons],
  day: ['eq', 'ne', ...comparisons],
  instant: ['eq', 'ne', ...comparisons],
}

function enumName(codes: object): string {
  const result = TypeMetadataStorage.getEnumsMetadata().find((e) => e.ref === codes)
  if (!result) throw new Error('A filter uses an enum that is not registered.')
  return result.name
}

function filterOf(shape: ValueField): Class {
  const kind = shape.kind as keyof typeof scalars | 'code'
  const [name, graphql] = kind === 'code' ? [enumName(shape.codes!), () => shape.codes] : scalars[kind]
  const filter = makeInput(
    `${name}Filter`,
    'All operators must hold. An empty filter is an error.',
    (type) => {
      for (const operator of operators[kind]!) field(type, operator, graphql, operatorDescriptions[operator])
      field(type, 'in', () => [graphql()], 'Equals one of these.')
      field(type, 'notIn', () => [graphql()], 'Equals none of these, or is null.')
      field(type, 'isNull', () => Boolean, 'True: is null. False: is not null.')
    },
  )
  return shape.list ? listFilterOf(name, filter) : filter
}

const quantifiers = {
  some: 'At least one matches.',
  none: 'None matches.',
  every: 'All match; true of an empty list.',
}

function listFilterOf(name: string, filter: Class): Class {
  return makeInput(`${name}ListFilter`, 'Filters by the values of a list.', (type) => {
    for (const [name, description] of Object.entries(quantifiers))
      field(type, name, () => filter, description)
  })
}

/** Returns whether a field can be filtered by. */
export const filterable = (shape: ShapeField): boolean =>
  shape.form === 'value'
    ? shape.filter && shape.kind !== 'json' && !shape.resolved
    : shape.form !== 'withArgs'

/**
 * Returns the filter input of a type (`DealWhere`): to-one relations nested, to-many by some, none and every.
 *
 * For `Site` it declares
 * `input SiteWhere { name: StringFilter, coordinates: CoordinatesWhere, and: [SiteWhere!], … }`.
 */
export function whereInputOf(type: Class): Class {
  const { name } = shapeOf(type)
  return makeInput(`${name}Where`, `Filters ${name} rows. All conditions must hold.`, (where) => {
    declareFilters(where, shapeOf(type))
    field(
      where,
      'isNull',
      () => Boolean,
      'In the filter of a relation. True: there is no related row, or none that you may see. False: there is one.',
    )
    declareCombinations(where, where)
  })
}

function declareCombinations(type: Class, where: Class): void {
  field(type, 'and', () => [where], 'All of these hold.')
  field(type, 'or', () => [where], 'At least one of these holds.')
  field(type, 'not', () => where, 'This does not hold, or is unknown because of null.')
}

function declareFilters(where: Class, { name, fields, conditions }: RowShape, description?: string): void {
  for (const [key, shape] of fields) {
    if (!filterable(shape)) continue
    if (conditions.has(key)) throw new Error(`${name}.${key} is both a field and a condition of its filter.`)
    if (shape.form === 'value') field(where, key, () => filterOf(shape), description)
    else if (shape.form === 'many') field(where, key, () => relationWhereOf(shape.type()), description)
    else if (shape.form !== 'withArgs') field(where, key, () => whereInputOf(shape.type()), description)
    declareFilterTypes(shape)
  }
  for (const [key, condition] of conditions) {
    const { args: value, description } = condition
    const input = hasSeveralArguments(value) && conditionInput(condition, value, partProperty(name, key))
    field(where, key, input ? () => input : (value as ConditionArgument).graphql, description)
  }
}

/** Returns the input of a condition with several arguments, plus the filters of the rows that it reads. */
function conditionInput(
  { input, description, rows, isPast }: Condition,
  values: Record<string, ConditionArgument>,
  name: string,
): Class {
  const type = input ?? { name, description }
  return makeInput(type.name, type.description, (type) => {
    for (const [key, { graphql, description, nullable = false }] of Object.entries(values))
      field(type, key, graphql, description, nullable)
    if (rows && isPast) {
      declareFilters(type, pastFiltersOf(rows()), 'A condition on the row as it was then.')
      declareCombinations(type, whereInputOf(rows()))
    } else if (rows) declareFilters(type, shapeOf(rows()), 'A condition on this row.')
  })
}

/** Declares the types that a field's filter needs. Loading them with the schema would be too late. */
function declareFilterTypes(shape: ShapeField): void {
  if (shape.form === 'value') filterOf(shape)
  else if (shape.form === 'many') relationWhereOf(shape.type())
  else if (shape.form !== 'withArgs') whereInputOf(shape.type())
}

/** The value that a count of a relation is compared as. */
export const countField: ValueField = {
  form: 'value',
  sql: '',
  kind: 'int',
  list: false,
  nullable: false,
  emptied: false,
  unique: false,
  filter: true,
  resolved: false,
}

const countFilter = (): Class => filterOf(countField)

function relationWhereOf(type: Class): Class {
  const { name } = shapeOf(type)
  return makeInput(`${name}ListWhere`, `Filters by the ${name} rows that you may see.`, (relation) => {
    for (const [name, description] of Object.entries(quantifiers))
      field(relation, name, () => whereInputOf(type), description)
    field(relation, 'count', () => countFilter(), 'The number of rows that you may see.')
    field(relation, 'countOf', () => whereInputOf(type), 'With `count`: only these rows are counted.')
    whereInputOf(type)
    countFilter()
  })
}

/** Returns whether a field can be sorted by. */
const sortable = (shape: ShapeField): boolean =>
  shape.form === 'part' ||
  shape.form === 'one' ||
  (shape.form === 'value' && filterable(shape) && !shape.list)

/** Returns the order input of a type (`DealOrder`). */
export function orderInputOf(type: Class): Class {
  const { name } = shapeOf(type)
  return makeInput(`${name}Order`, 'One sort key: exactly one field.', (order) => {
    for (const [key, shape] of shapeOf(type).fields) {
      if (!sortable(shape)) continue
      if (shape.form === 'value') field(order, key, () => SortDirection, orderDescription(shape))
      else if (shape.form === 'part' || shape.form === 'one') {
        orderInputOf(shape.type())
        field(order, key, () => orderInputOf(shape.type()))
      }
    }
  })
}

const orderDescription = ({ currency }: ValueField): string | undefined =>
  currency && 'Sorted by currency code first, then by amount. Filter by one currency with `where`.'

@ObjectType({ description: 'The position of a page in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'More rows follow.' })
  hasNextPage: boolean
  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last row: pass it as `after` for the next page. Null on an empty page.',
  })
  endCursor: string | null
}

/** Returns the connection type of a list (`DealConnection`). `totalCount` is computed only when selected. */
export function connectionTypeOf(type: Class): Class {
  const { name } = shapeOf(type)
  whereInputOf(type)
  orderInputOf(type)
  const edge = makeType(`${name}Edge`, (edgeType) => {
    ObjectType(`${name}Edge`, { description: 'A row and its cursor.' })(edgeType as never)
    field(edgeType, 'cursor', () => String, 'Opaque; stable under inserts.', false)
    field(edgeType, 'node', () => type, 'The row.', false)
  })
  return makeType(`${name}Connection`, (connection) => {
    ObjectType(`${name}Connection`, { description: `A page of ${name} rows.` })(connection as never)
    field(connection, 'nodes', () => [type], 'The rows of the page.', false)
    field(connection, 'edges', () => [edge], 'The rows of the page, each with its cursor.', false)
    field(connection, 'pageInfo', () => PageInfo, 'The position of the page in the list.', false)
    field(
      connection,
      'totalCount',
      () => Int,
      'Number of matching rows that you may see; computed only when selected.',
      false,
    )
  })
}
