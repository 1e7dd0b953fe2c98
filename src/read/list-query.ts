/** Every row of a list, as a page of it would show them, for who reads them one after the other. */
import { parse, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { coercedArguments } from './arguments.js'
import { priceOf } from './limits.js'
import { orderSql, sortKeys } from './order.js'
import { findRoot, type ListRoot } from './roots.js'
import { rowSql } from './row-sql.js'
import { objectOf, rootFields, subfields, type SelectedField, type Selection } from './selection.js'
import { shapeOf } from './shape.js'
import { StatementRow, Statement } from './statement.js'
import { conditionOf } from './where.js'

export interface ListQueryInput {
  /** The field of Query. */
  list: string
  /** What to read of each row, in GraphQL. */
  selection: string
  /** As a client gives them, in JSON; undefined where it does not. */
  where?: unknown
  orderBy?: unknown
}

export interface ListQuery {
  /** Gives one column: `row`, its JSON as text. */
  text: string
  values: unknown[]
  /** What one row costs, as `extensions.cost` counts. */
  cost: number
}

/** The lists that take where and orderBy, and nothing that must be given. */
export const isWholeList = (root: ReturnType<typeof findRoot>): root is ListRoot =>
  root?.form === 'list' && !root.order && Object.keys(root.args ?? {}).length === 0

/** Throws a problem that says what is wrong with `where` or `orderBy`. */
export function compileListQuery(
  schema: GraphQLSchema,
  { list, selection, where, orderBy }: ListQueryInput,
): ListQuery {
  const root = findRoot(list)
  if (!isWholeList(root)) throw new Error(`${list} is no list that can be read as a whole.`)
  const read = readingOf(schema, list, selection)
  const row = new StatementRow(new Statement(), shapeOf(root.type()))
  const conditions = [
    ...(root.on ? [row.fill(root.on)] : []),
    ...(where == null ? [] : [conditionOf(row, coerced(schema, list, 'where', where), 'where')]),
  ]
  const keys = sortKeys(row, coerced(schema, list, 'orderBy', orderBy), 'orderBy')
  const json = rowSql(read.selection, row, objectOf(read.nodes.field!), read.nodes.nodes)
  const from = `from ${row.from()} where ${conditions.join(' and ') || 'true'} order by ${orderSql(keys)}`
  const values = row.statement.binds.map((bind) => bind({}))
  return { text: `select ${json}::text as row ${from}`, values, cost: read.cost }
}

function readingOf(schema: GraphQLSchema, list: string, text: string) {
  const operation = operationOf(`{ ${list}(first: 1) { nodes { ${text} } } }`)
  const empty = operationOf(`{ ${list}(first: 0) { nodes { __typename } } }`)
  const selection: Selection = { schema, fragments: {}, variables: {}, plain: true }
  const [root] = rootFields(selection, operation)
  const [nodes] = subfields(selection, objectOf(root!.field!), root!.nodes) as [SelectedField]
  return { selection, nodes, cost: priceOf(selection, operation).cost - priceOf(selection, empty).cost }
}

const operationOf = (text: string) => parse(text).definitions[0] as OperationDefinitionNode

/** An argument of the list as GraphQL would hand it over. */
function coerced(schema: GraphQLSchema, list: string, name: string, value: unknown): unknown {
  if (value == null) return undefined
  const fields = schema.getQueryType()!.getFields()
  const argument = fields[list]!.args.find((arg) => arg.name === name)!
  return coercedArguments([argument], { [name]: value })[name]
}
