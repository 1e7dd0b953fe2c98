import { getNamedType, isLeafType, type GraphQLObjectType, type GraphQLSchema } from 'graphql'
import type { Language } from '../../core/locale.js'
import { rejectUnknownParameters, type RequestParameters } from '../../document/http/request-parameters.js'
import { compileReportQuery } from '../../read/report-query.js'
import { objectOf } from '../../read/compile/selection.js'
import { agreements } from '../../stats/agreement-stats.js'
import { claims } from '../../stats/claim-stats.js'
import { dealMeasure, type DealMeasure } from '../../stats/deal/deal-measure.js'
import { statements } from '../../stats/job-projection-stats.js'
import type { Measure } from '../../stats/measure.js'
import { meetings } from '../../stats/meeting-stats.js'
import { transitions } from '../../stats/transition-stats.js'
import type { ExportColumn } from './column.js'
import type { ExportQuery } from './export-query.js'
import { listLeafFields } from './field-path.js'
import { buildColumns, parsePaths } from './fields.js'
import { parseArgument } from './statistic-arguments.js'
import { buildStatisticColumns } from './statistic-columns.js'

/** The statistics that can be exported, with a look-up of their measures; null if their figures are fields. */
const statistics: Readonly<Record<string, ((code: string) => Measure) | null>> = {
  dealStats: (code) => dealMeasure(code as DealMeasure, null),
  meetingStats: (code) => meetings.measures(null)[code]!,
  jobProjectionStats: (code) => statements.measures(null)[code]!,
  transitionStats: (code) => transitions.measures(null)[code]!,
  claimStats: (code) => claims.measures(null)[code]!,
  agreementStats: (code) => agreements.measures(null)[code]!,
  dealConversion: null,
}

export const isStatistic = (name: string): boolean => Object.hasOwn(statistics, name)

/** Builds the export of a statistic, with a row for each cell. Throws BAD_USER_INPUT for a faulty parameter. */
export function buildStatisticExport(
  schema: GraphQLSchema,
  name: string,
  parameters: RequestParameters,
): ExportQuery {
  const field = schema.getQueryType()!.getFields()[name]!
  rejectUnknownParameters(
    parameters,
    field.args.map((arg) => arg.name),
  )
  const args = Object.fromEntries(
    field.args.map((arg) => [arg.name, parseArgument(arg, parameters[arg.name]) ?? arg.defaultValue]),
  )
  const type = objectOf(field)
  const { counted: countedIds, ...statement } = compileReportQuery(schema, {
    report: name,
    selection: selectAll(type),
    args,
  })
  return {
    name,
    question: { statistic: name, ...args },
    ...{ statement, countedIds },
    buildColumns: ({ language, firstRow }) => buildCellColumns(name, type, args, language, firstRow),
    // what a statistic shows is what it counts: `countedIds` has all of it
    extractIds: () => undefined,
  }
}

function buildCellColumns(
  name: string,
  type: GraphQLObjectType,
  args: RequestParameters,
  language: Language,
  firstCell: unknown,
): ExportColumn[] {
  const measureOf = statistics[name]
  if (!measureOf) return buildColumns(parsePaths(type, undefined), language)
  const measures = (args.measures as string[]).map((code) => ({ code, ...measureOf(code) }))
  return buildStatisticColumns({
    dimensions: args.groupBy as string[],
    measures,
    language,
    jobs: args,
    firstCell,
  })
}

/** Returns a GraphQL selection of all fields of a cell. */
const selectAll = (type: GraphQLObjectType): string =>
  Object.values(type.getFields())
    .map((field) =>
      isLeafType(getNamedType(field.type))
        ? field.name
        : `${field.name} { ${listLeafFields(objectOf(field)).join(' ')} }`,
    )
    .join(' ')
