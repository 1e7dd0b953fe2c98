/** Compiles a query for all rows of a list, without paging, for exports. */
import { parse, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { coerceArguments } from './input/arguments.js'
import { priceOf } from './cost/operation-cost.js'
import { orderSql, sortKeys } from './filter/order.js'
import { findRoot, type ListRoot } from './roots.js'
import { rowSql } from './compile/row-sql.js'
import { objectOf, rootFields, subfields, type SelectedField, type Selection } from './compile/selection.js'
import { shapeOf } from './shape.js'
import { StatementRow, Statement } from './compile/statement.js'
import { conditionOf, notWithdrawn } from './filter/where.js'

export interface ListQueryInput {
  /** The field of Query. */
  list: string
  /** The fields of each row, in GraphQL. */
  selection: string
  /** The client's arguments, in JSON; undefined when left out. */
  where?: unknown
  orderBy?: unknown
}

export interface ListQuery {
  /** Returns one column, `row`: the JSON of the row as text. */
  text: string
  values: unknown[]
  /** The names of the types whose rows it reads. */
  types: ReadonlySet<string>
  /** The cost of one row, in the units of `extensions.cost`. */
  cost: number
}

/** Returns whether a root field is a list with `where` and `orderBy` and no arguments of its own. */
export const isWholeList = (root: ReturnType<typeof findRoot>): root is ListRoot =>
  root?.form === 'list' && !root.order && Object.keys(root.args ?? {}).length === 0

/**
 * Compiles the query of all rows. Rejects an invalid `where` or `orderBy` with BAD_USER_INPUT.
 *
 * `{ list: 'agencies', selection: 'name', where: { active: { eq: true } }, orderBy: [{ code: 'ASC' }] }` becomes
 * ```sql
 * select json_build_object('name', r1."name")::text as row
 *   from "agency" r1 where r1."active" = $1::boolean order by r1."code" asc, r1."id" asc
 * ```
 */
export function compileListQuery(
  schema: GraphQLSchema,
  { list, selection, where, orderBy }: ListQueryInput,
): ListQuery {
  const root = findRoot(list)
  if (!isWholeList(root)) throw new Error(`${list} is not a list that can be read without paging.`)
  const parsed = parseSelection(schema, list, selection)
  const row = new StatementRow(new Statement(), shapeOf(root.type()))
  const conditions = [
    ...(root.on ? [row.fill(root.on)] : []),
    ...(where == null ? [] : [conditionOf(row, coerceArgument(schema, list, 'where', where), 'where')]),
    ...notWithdrawn(row, where),
  ]
  const keys = sortKeys(row, coerceArgument(schema, list, 'orderBy', orderBy), 'orderBy')
  const json = rowSql(parsed.selection, row, objectOf(parsed.nodes.field!), parsed.nodes.nodes)
  const from = `from ${row.from()} where ${conditions.join(' and ') || 'true'} order by ${orderSql(keys)}`
  const values = row.statement.binds.map((bind) => bind({}))
  return {
    text: `select ${json}::text as row ${from}`,
    values,
    types: row.statement.types,
    cost: parsed.cost,
  }
}

function parseSelection(schema: GraphQLSchema, list: string, text: string) {
  const operation = parseOperation(`{ ${list}(first: 1) { nodes { ${text} } } }`)
  const empty = parseOperation(`{ ${list}(first: 0) { nodes { __typename } } }`)
  const selection: Selection = { schema, fragments: {}, variables: {}, plain: true }
  const [root] = rootFields(selection, operation)
  const [nodes] = subfields(selection, objectOf(root!.field!), root!.nodes) as [SelectedField]
  return { selection, nodes, cost: priceOf(selection, operation).cost - priceOf(selection, empty).cost }
}

const parseOperation = (text: string) => parse(text).definitions[0] as OperationDefinitionNode

/** Returns an argument of the list, coerced as GraphQL would. */
function coerceArgument(schema: GraphQLSchema, list: string, name: string, value: unknown): unknown {
  if (value == null) return undefined
  const fields = schema.getQueryType()!.getFields()
  const argument = fields[list]!.args.find((arg) => arg.name === name)!
  return coerceArguments([argument], { [name]: value })[name]
}
