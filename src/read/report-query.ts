/** Every row of a report that has several, as the API would show them, for who reads them one after the other. */
import { parse, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { coercedArguments } from './arguments.js'
import type { ListQuery } from './list-query.js'
import { findRoot } from './roots.js'
import { rowSql } from './row-sql.js'
import { objectOf, rootFields, type Selection } from './selection.js'
import { shapeOf } from './shape.js'
import type { Variables } from './slots.js'
import { StatementRow, Statement } from './statement.js'
import { conditionOf } from './where.js'

export interface ReportQueryInput {
  /** The field of Query. */
  report: string
  /** What to read of each row, in GraphQL. */
  selection: string
  /** Its arguments, as a client gives them in JSON. */
  given: Variables
}

export interface ReportQuery extends ListQuery {
  /** Gives rows (type, ids) of all that was counted. */
  counted: { text: string; values: unknown[] }
}

/** Ids that a row tells at most. */
const portion = 10_000

/** Throws a problem that says what is wrong with an argument. */
export function compileReportQuery(
  schema: GraphQLSchema,
  { report, selection, given: input }: ReportQueryInput,
): ReportQuery {
  const root = findRoot(report)
  if (root?.form !== 'report' || !root.order) throw new Error(`${report} is no report of several rows.`)
  const field = schema.getQueryType()!.getFields()[report]!
  const args = coercedArguments(field.args, input)
  const statement = new Statement()
  const rows = root.rows({ statement, args, condition: (row, where) => conditionOf(row, where, 'where') })
  if (!rows.counted) throw new Error(`${report} does not say what it counts.`)
  const own = statement.binds.length
  const row = new StatementRow(statement, { ...shapeOf(root.type()), source: rows.source })
  const read = readingOf(schema, report, selection)
  const json = rowSql(read.selection, row, objectOf(field), read.nodes)
  const values = statement.binds.map((bind) => bind({}))
  return {
    text: `with ${rows.with} select ${json}::text as row from ${row.from()} order by ${row.fill(root.order)}`,
    values,
    cost: 1,
    // PostgreSQL takes no parameter without a use: those of the selection have none here
    counted: { text: `with ${rows.with} ${inPortions(rows.counted)}`, values: values.slice(0, own) },
  }
}

const inPortions = (counted: string): string => `select type, array_agg(id) as ids
  from (select type, id, (row_number() over (partition by type) - 1) / ${portion} as portion
    from (select distinct type, id from (${counted}) r) c) n
  group by type, portion`

function readingOf(schema: GraphQLSchema, report: string, text: string) {
  const operation = parse(`{ ${report} { ${text} } }`).definitions[0] as OperationDefinitionNode
  const selection: Selection = { schema, fragments: {}, variables: {}, plain: true }
  const [root] = rootFields(selection, operation)
  return { selection, nodes: root!.nodes }
}
