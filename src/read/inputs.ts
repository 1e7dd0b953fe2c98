/** The inputs and connections of lists, made from the shapes: nobody types a filter by hand. */
import {
  Field,
  Float,
  ID,
  InputType,
  Int,
  ObjectType,
  TypeMetadataStorage,
  registerEnumType,
} from '@nestjs/graphql'
import { DateScalar, DateTimeScalar, DecimalScalar } from '../core/scalars.js'
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
} from './shape.js'

export const SortDirection = { ASC: 'ASC', DESC: 'DESC' } as const
registerEnumType(SortDirection, { name: 'SortDirection', description: 'Nulls come last both ways.' })

const inputTypes = new Map<string, Class>()
const pending: (() => void)[] = []

function make(name: string, decorate: (type: Class) => void): Class {
  const existing = inputTypes.get(name)
  if (existing) return existing
  const type = { [name]: class {} }[name] as Class
  inputTypes.set(name, type)
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
  return make(name, (type) => {
    InputType(name, { description })(type as never)
    pending.push(() => declare(type))
  })
}

/** Declares the fields of every where and orderBy that a schema reaches. Called once, when all shapes are known. */
export function declareInputs(lists: Class[]): void {
  for (const type of lists) connectionTypeOf(type)
  for (const shape of [...allShapes()])
    for (const field of shape.fields.values())
      if (field.form === 'many' && field.paged) connectionTypeOf(field.type())
  // deriving an input froze the fields that its type had by then; others have been declared since, from higher folders
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

const meanings: Record<string, string> = {
  eq: 'Is this.',
  ne: 'Is not this, or is null.',
  gt: 'Comes after this.',
  gte: 'Is this or comes after it.',
  lt: 'Comes before this.',
  lte: 'Is this or comes before it.',
  contains: 'Has this somewhere in it.',
  startsWith: 'Begins with this.',
}

const ordered = ['gt', 'gte', 'lt', 'lte']
const operators: Record<string, string[]> = {
  text: ['eq', 'ne', ...ordered, 'contains', 'startsWith'],
  word: ['eq', 'ne', ...ordered, 'contains', 'startsWith'],
  id: ['eq', 'ne'],
  code: ['eq', 'ne'],
  boolean: ['eq', 'ne'],
  int: ['eq', 'ne', ...ordered],
  float: ['eq', 'ne', ...ordered],
  decimal: ['eq', 'ne', ...ordered],
  day: ['eq', 'ne', ...ordered],
  instant: ['eq', 'ne', ...ordered],
}

function enumName(codes: object): string {
  const result = TypeMetadataStorage.getEnumsMetadata().find((e) => e.ref === codes)
  if (!result) throw new Error('An enum is filtered by that was not registered.')
  return result.name
}

function filterOf(shape: ValueField): Class {
  const kind = shape.kind as keyof typeof scalars | 'code'
  const [name, graphql] = kind === 'code' ? [enumName(shape.codes!), () => shape.codes] : scalars[kind]
  const filter = makeInput(
    `${name}Filter`,
    'All given operators must hold. An empty filter is an error.',
    (type) => {
      for (const operator of operators[kind]!) field(type, operator, graphql, meanings[operator])
      field(type, 'in', () => [graphql()], 'Is one of these.')
      field(type, 'notIn', () => [graphql()], 'Is none of these, or is null.')
      field(type, 'isNull', () => Boolean, 'True: is null. False: is not.')
    },
  )
  return shape.list ? listFilterOf(name, filter) : filter
}

const quantifiers = {
  some: 'At least one is so.',
  none: 'Not one is so.',
  every: 'All are so; true of an empty list.',
}

function listFilterOf(name: string, filter: Class): Class {
  return makeInput(`${name}ListFilter`, 'Over the values of a list.', (type) => {
    for (const [name, meaning] of Object.entries(quantifiers)) field(type, name, () => filter, meaning)
  })
}

export const filterable = (shape: ShapeField): boolean =>
  shape.form === 'value' ? shape.filter && shape.kind !== 'json' && !shape.resolved : shape.form !== 'asked'

/** `DealWhere`: every field of a type, to-one relations nested, to-many by some, none and every. */
export function whereInputOf(type: Class): Class {
  const { name } = shapeOf(type)
  return makeInput(`${name}Where`, `Which ${name} rows. All that is given must hold.`, (where) => {
    declareFilters(where, shapeOf(type))
    field(
      where,
      'isNull',
      () => Boolean,
      'Where it filters by a field of another row. True: that row has none, or none that you may see. False: it has one.',
    )
    field(where, 'and', () => [where], 'All of these hold.')
    field(where, 'or', () => [where], 'At least one of these holds.')
    field(where, 'not', () => where, 'This does not hold, or is not known to.')
  })
}

function declareFilters(where: Class, { name, fields, conditions }: RowShape, meaning?: string): void {
  for (const [key, shape] of fields) {
    if (!filterable(shape)) continue
    if (conditions.has(key)) throw new Error(`${name}.${key} is both a field and a condition of its filter.`)
    if (shape.form === 'value') field(where, key, () => filterOf(shape), meaning)
    else if (shape.form === 'many') field(where, key, () => relationWhereOf(shape.type()))
    else if (shape.form !== 'asked') field(where, key, () => whereInputOf(shape.type()))
    reach(shape)
  }
  for (const [key, condition] of conditions) {
    const { given: value, description } = condition
    const input = hasSeveralArguments(value) && givenInput(condition, value, partProperty(name, key))
    field(where, key, input ? () => input : (value as ConditionArgument).graphql, description)
  }
}

/** The object of what a condition is given, with the filters of the rows that it looks at. */
function givenInput(
  { input, description, rows }: Condition,
  values: Record<string, ConditionArgument>,
  name: string,
): Class {
  const type = input ?? { name, description }
  return makeInput(type.name, type.description, (type) => {
    for (const [key, { graphql, description, nullable = false }] of Object.entries(values))
      field(type, key, graphql, description, nullable)
    if (rows) declareFilters(type, shapeOf(rows()), 'What must hold of it.')
  })
}

/** Makes what a field's filter needs while declaring, since the schema's own loading comes too late. */
function reach(shape: ShapeField): void {
  if (shape.form === 'value') filterOf(shape)
  else if (shape.form === 'many') relationWhereOf(shape.type())
  else if (shape.form !== 'asked') whereInputOf(shape.type())
}

function relationWhereOf(type: Class): Class {
  const { name } = shapeOf(type)
  return makeInput(`${name}ListWhere`, `Over the ${name} rows that you may see.`, (relation) => {
    for (const [name, meaning] of Object.entries(quantifiers))
      field(relation, name, () => whereInputOf(type), meaning)
    whereInputOf(type)
  })
}

export const sortable = (shape: ShapeField): boolean =>
  shape.form === 'part' ||
  shape.form === 'one' ||
  (shape.form === 'value' && filterable(shape) && !shape.list)

/** `DealOrder`: exactly one field an entry. */
export function orderInputOf(type: Class): Class {
  const { name } = shapeOf(type)
  return makeInput(`${name}Order`, 'Exactly one field an entry.', (order) => {
    for (const [key, shape] of shapeOf(type).fields) {
      if (!sortable(shape)) continue
      if (shape.form === 'value') field(order, key, () => SortDirection, orderSaid(shape))
      else if (shape.form === 'part' || shape.form === 'one') {
        orderInputOf(shape.type())
        field(order, key, () => orderInputOf(shape.type()))
      }
    }
  })
}

const orderSaid = ({ currency }: ValueField): string | undefined =>
  currency && 'Within each currency, and those by their codes: ask for one by `where`.'

@ObjectType({ description: 'Where a page lies in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'More rows follow.' })
  hasNextPage: boolean
  @Field(() => String, {
    nullable: true,
    description: 'Hand it over as `after` for the next page; null on an empty page.',
  })
  endCursor: string | null
}

/** `DealConnection`: nodes, edges, pageInfo, and totalCount, which costs nothing unless asked for. */
export function connectionTypeOf(type: Class): Class {
  const { name } = shapeOf(type)
  whereInputOf(type)
  orderInputOf(type)
  const edge = make(`${name}Edge`, (made) => {
    ObjectType(`${name}Edge`, { description: 'A row and its place in the list.' })(made as never)
    field(made, 'cursor', () => String, 'Opaque; stable under inserts.', false)
    field(made, 'node', () => type, 'The row.', false)
  })
  return make(`${name}Connection`, (made) => {
    ObjectType(`${name}Connection`, { description: `A page of ${name} rows.` })(made as never)
    field(made, 'nodes', () => [type], 'The rows of the page.', false)
    field(made, 'edges', () => [edge], 'The rows of the page, each with its cursor.', false)
    field(made, 'pageInfo', () => PageInfo, 'Where the page lies in the list.', false)
    field(
      made,
      'totalCount',
      () => Int,
      'Of the whole list that you may see; counted only when asked for.',
      false,
    )
  })
}
