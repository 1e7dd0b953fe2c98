/** Compiles a query for all rows of a report, for exports. */
import { parse, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { coerceArguments } from './input/arguments.js'
import type { ListQuery } from './list-query.js'
import { findRoot } from './roots.js'
import { rowSql } from './compile/row-sql.js'
import { objectOf, rootFields, type Selection } from './compile/selection.js'
import { shapeOf } from './shape.js'
import type { Variables } from './compile/slots.js'
import { StatementRow, Statement } from './compile/statement.js'
import { conditionOf } from './filter/where.js'

export interface ReportQueryInput {
  /** The field of Query. */
  report: string
  /** The fields of each row, in GraphQL. */
  selection: string
  /** The client's arguments of the report, in JSON. */
  args: Variables
}

export interface ReportQuery extends ListQuery {
  /** Returns rows (type, ids) with everything that was counted. */
  counted: { text: string; values: unknown[] }
}

/** Maximum number of ids in a row of `counted`. */
const chunkSize = 10_000

/**
 * Compiles the query of all rows. Rejects invalid arguments with BAD_USER_INPUT.
 *
 * A report whose `rows` are `{ with: 'counts as (…)', source: 'counts' }`, with the order `'{t}.position'`, becomes
 * `with counts as (…) select json_build_object('stage', r1."stage")::text as row from counts r1 order by r1.position`.
 */
export function compileReportQuery(
  schema: GraphQLSchema,
  { report, selection, args: input }: ReportQueryInput,
): ReportQuery {
  const root = findRoot(report)
  if (root?.form !== 'report' || !root.order) throw new Error(`${report} is not a report of several rows.`)
  const field = schema.getQueryType()!.getFields()[report]!
  const args = coerceArguments(field.args, input)
  const statement = new Statement()
  const rows = root.rows({ statement, args, condition: (row, where) => conditionOf(row, where, 'where') })
  if (!rows.counted) throw new Error(`${report} does not declare what it counts.`)
  const reportParams = statement.binds.length
  const row = new StatementRow(statement, { ...shapeOf(root.type()), source: rows.source })
  const parsed = parseSelection(schema, report, selection)
  const json = rowSql(parsed.selection, row, objectOf(field), parsed.nodes)
  const values = statement.binds.map((bind) => bind({}))
  return {
    text: `with ${rows.with} select ${json}::text as row from ${row.from()} order by ${row.fill(root.order)}`,
    values,
    types: statement.types,
    cost: 1,
    // PostgreSQL rejects unused parameters, and this query uses none of the selection's.
    counted: { text: `with ${rows.with} ${inChunks(rows.counted)}`, values: values.slice(0, reportParams) },
  }
}

/** Groups the distinct ids of each type into arrays of at most `chunkSize`. */
const inChunks = (counted: string): string => `select type, array_agg(id) as ids
  from (select type, id, (row_number() over (partition by type) - 1) / ${chunkSize} as portion
    from (select distinct type, id from (${counted}) r) c) n
  group by type, portion`

function parseSelection(schema: GraphQLSchema, report: string, text: string) {
  const operation = parse(`{ ${report} { ${text} } }`).definitions[0] as OperationDefinitionNode
  const selection: Selection = { schema, fragments: {}, variables: {}, plain: true }
  const [root] = rootFields(selection, operation)
  return { selection, nodes: root!.nodes }
}
