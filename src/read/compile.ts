/** A GraphQL selection -> one SQL expression that builds its JSON. */
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js'
import { getArgumentValues } from 'graphql/execution/values.js'
import {
  getNamedType,
  type GraphQLObjectType,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import { badField } from '../core/problem.js'
import { afterSql, cursorSql, orderSql, sortKeys } from './order.js'
import {
  shapeOf,
  type AskedField,
  type ManyField,
  type OneField,
  type PartField,
  type Shape,
  type ShapeField,
} from './shape.js'
import { type Variables } from './slots.js'
import { Row, type Statement } from './statement.js'
import { jsonOf } from './values.js'
import { conditionOf } from './where.js'

export interface Selection {
  schema: GraphQLSchema
  fragments: Record<string, FragmentDefinitionNode>
  /** The variables, or the slots that stand for them. */
  variables: Variables
  /** Set to false when a field resolver has to finish the JSON. */
  plain: boolean
}

type Fields = ReadonlyMap<string, readonly FieldNode[]>

export function rootFields(selection: Selection, operation: OperationDefinitionNode): Fields {
  const type = selection.schema.getRootType(operation.operation)!
  return collectFields(
    selection.schema,
    selection.fragments,
    selection.variables,
    type,
    operation.selectionSet,
  )
}

function subfields(selection: Selection, type: GraphQLObjectType, nodes: readonly FieldNode[]): Fields {
  return collectSubfields(selection.schema, selection.fragments, selection.variables, type, nodes)
}

const objectOf = (field: GraphQLField<unknown, unknown>): GraphQLObjectType =>
  getNamedType(field.type) as GraphQLObjectType

export function argumentsOf(selection: Selection, type: GraphQLObjectType, node: FieldNode): Variables {
  return getArgumentValues(type.getFields()[node.name.value]!, node, selection.variables)
}

/** A JSON object out of keys and expressions; beyond 50 keys PostgreSQL wants it in parts. */
function objectSql(entries: [key: string, sql: string][]): string {
  const build = (part: [string, string][]) =>
    `json_build_object(${part.map(([key, sql]) => `'${key}', ${sql}`).join(', ')})`
  if (entries.length <= 50) return build(entries)
  const parts = []
  for (let i = 0; i < entries.length; i += 50) parts.push(build(entries.slice(i, i + 50)))
  return `(select json_object_agg(key, value) from (${parts.map((p) => `select * from json_each(${p})`).join(' union all ')}) whole)`
}

/** The JSON object of one row: every selected field, in the order of the selection. */
export function rowSql(
  selection: Selection,
  row: Row,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): string {
  const entries = [...subfields(selection, type, nodes)].map(([key, same]): [string, string] => {
    const name = same[0]!.name.value
    if (name === '__typename') return [key, `'${type.name}'`]
    const field = row.shape.fields.get(name)
    if (!field) throw new Error(`${type.name}.${name} says nowhere what it reads.`)
    return [key, fieldSql(selection, row, type, field, same)]
  })
  return objectSql(entries)
}

function fieldSql(
  selection: Selection,
  row: Row,
  type: GraphQLObjectType,
  field: ShapeField,
  nodes: readonly FieldNode[],
): string {
  const definition = type.getFields()[nodes[0]!.name.value]!
  switch (field.form) {
    case 'value':
      if (field.resolved) selection.plain = false
      return jsonOf(field.kind, row.fill(field.sql), field.list)
    case 'part':
      return partSql(selection, row, field, objectOf(definition), nodes)
    case 'one':
      return oneSql(selection, row, field, objectOf(definition), nodes)
    case 'many': {
      if (!field.paged) return listSql(selection, row, field, objectOf(definition), nodes)
      const args = argumentsOf(selection, type, nodes[0]!)
      return connectionSql(
        selection,
        { row, ...field },
        objectOf(definition),
        nodes,
        args,
        nodes[0]!.name.value,
      )
    }
    case 'asked':
      return askedSql(selection, row, type, field, nodes)
  }
}

function partSql(
  selection: Selection,
  row: Row,
  field: PartField,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): string {
  const part = row.part(field)
  const [first] = part.shape.fields.values()
  const present = first!.form === 'value' ? part.fill(first!.sql) : 'true'
  return `case when ${present} is not null then ${rowSql(selection, part, type, nodes)} end`
}

function oneSql(
  selection: Selection,
  row: Row,
  field: OneField,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): string {
  const one = new Row(row.statement, shapeOf(field.type()), row)
  const json = rowSql(selection, one, type, nodes)
  return `(select ${json} from ${one.from()} where ${one.alias}."${one.shape.key}" = ${row.fill(field.key)})`
}

function listSql(
  selection: Selection,
  row: Row,
  field: ManyField,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): string {
  const shape = shapeOf(field.type())
  const child = new Row(row.statement, { ...shape, source: field.from ?? shape.source }, row)
  const via = `${child.alias}_via`
  const json = rowSql(selection, child, type, nodes)
  const on = child.fill(field.on, { via })
  const order = child.fill(field.order!, { via })
  const from = child.from(field.via && child.fill(field.via, { via }))
  return `(select coalesce(json_agg(q.j), '[]') from (select ${json} as j from ${from} where ${on} order by ${order}) q)`
}

export interface Listed {
  /** The row that the list hangs on; absent at the root. */
  row?: Row
  statement?: Statement
  type: () => ReturnType<ManyField['type']>
  on?: string
  via?: string
}

/** A connection: one page of rows, and what else of it was selected. */
export function connectionSql(
  selection: Selection,
  listed: Listed,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  args: Variables,
  path: string,
): string {
  const statement = listed.row?.statement ?? listed.statement!
  const item = new Row(statement, shapeOf(listed.type()), listed.row)
  const via = `${item.alias}_via`
  const conditions = [
    ...(listed.on ? [item.fill(listed.on, { via })] : []),
    ...(args.where ? [conditionOf(item, args.where, `${path}.where`)] : []),
  ]
  const keys = sortKeys(item, args.orderBy, `${path}.orderBy`)
  const first = firstOf(statement, args.first, `${path}.first`)

  const columns: string[] = []
  const column = (sql: string) => `q.c${columns.push(sql)}`
  const need = { page: false, info: false }
  const parts = [...subfields(selection, type, nodes)].map(([key, same]): [string, string] => {
    const field = type.getFields()[same[0]!.name.value]
    if (!field) return [key, `'${type.name}'`]
    switch (field.name) {
      case 'nodes':
        need.page = true
        return [key, aggregate(column(rowSql(selection, item, objectOf(field), same)))]
      case 'edges':
        need.page = true
        return [key, aggregate(column(edgeSql(selection, item, cursorSql(keys), objectOf(field), same)))]
      case 'pageInfo':
        need.page = need.info = true
        return [key, infoSql(selection, objectOf(field), same, column(cursorSql(keys)), first)]
      default:
        return [key, countSql(item, listed, conditions, via)]
    }
  })

  const json = objectSql(
    parts.map(([key, sql]) => [
      key,
      sql.replace(/\{within\}/g, need.info ? `filter (where q.n <= ${first})` : ''),
    ]),
  )
  // the size of the page is checked also where only the count was asked for
  if (!need.page) return `(select ${json} from (select ${first}) q)`
  const after = args.after ? [afterSql(item, keys, args.after, `${path}.after`)] : []
  const from = item.from(listed.via && item.fill(listed.via, { via }))
  const where = [...conditions, ...after].join(' and ') || 'true'
  const order = orderSql(keys)
  const rank = need.info ? `, row_number() over (order by ${order}) as n` : ''
  const page = `select ${columns.map((sql, i) => `${sql} as c${i + 1}`).join(', ')}${rank} from ${from} where ${where} order by ${order} limit ${first}${need.info ? ' + 1' : ''}`
  return `(select ${json} from (${page}) q)`
}

const aggregate = (column: string): string => `coalesce(json_agg(${column}) {within}, '[]')`

function edgeSql(
  selection: Selection,
  item: Row,
  cursor: string,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): string {
  return objectSql(
    [...subfields(selection, type, nodes)].map(([key, same]): [string, string] => {
      const field = type.getFields()[same[0]!.name.value]
      if (!field) return [key, `'${type.name}'`]
      return [key, field.name === 'cursor' ? cursor : rowSql(selection, item, objectOf(field), same)]
    }),
  )
}

function infoSql(
  selection: Selection,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  cursor: string,
  first: string,
): string {
  const values: Record<string, string> = {
    hasNextPage: `count(*) > ${first}`,
    // without an order of its own: PostgreSQL would sort the rows by it for every aggregate, and turn the lists round
    endCursor: `(array_agg(${cursor}) {within})[least(count(*), ${first})]`,
    __typename: `'${type.name}'`,
  }
  return objectSql(
    [...subfields(selection, type, nodes)].map(([key, same]) => [key, values[same[0]!.name.value]!]),
  )
}

/** Counts rows of its own, so that the page's joins and limit do not enter. */
function countSql(item: Row, listed: Listed, conditions: string[], via: string): string {
  const from = item.from(listed.via && item.fill(listed.via, { via }))
  return `(select count(*) from ${from} where ${conditions.join(' and ') || 'true'})`
}

function firstOf(statement: Statement, first: unknown, path: string): string {
  return statement.param(first ?? 25, 'int', (value) => {
    if (typeof value !== 'number' || value < 0 || value > 100)
      throw badField(path, 'FIRST_OUT_OF_RANGE', { min: 0, max: 100 })
    return value
  })
}

function askedSql(
  selection: Selection,
  row: Row,
  type: GraphQLObjectType,
  field: AskedField,
  nodes: readonly FieldNode[],
): string {
  const args = argumentsOf(selection, type, nodes[0]!)
  if (field.resolved) selection.plain = false
  const params = new Map<string, string>()
  const sql = row.fill(field.sql, (name) => {
    const type = field.args[name]
    if (type && !params.has(name)) params.set(name, row.statement.param(args[name] ?? null, type))
    return params.get(name)
  })
  if (!field.type) return jsonOf(field.kind, sql, false)
  const shape: Shape = { ...shapeOf(field.type()), source: `(${sql})` }
  const one = new Row(row.statement, shape, row)
  const json = rowSql(selection, one, objectOf(type.getFields()[nodes[0]!.name.value]!), nodes)
  return `(select ${json} from ${one.from()} limit 1)`
}
