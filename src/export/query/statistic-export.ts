/** A statistic as something to export: a row for each cell. */
import { isLeafType, getNamedType, type GraphQLObjectType, type GraphQLSchema } from 'graphql'
import type { Language } from '../../core/locale.js'
import { badField } from '../../core/problem.js'
import { shown } from '../../core/text.js'
import { everyReported } from '../../read/every-reported.js'
import { objectOf } from '../../read/selection.js'
import { dealMeasure, type DealMeasure } from '../../stats/deal-measure.js'
import { statements } from '../../stats/job-projection-stats.js'
import type { Measure } from '../../stats/measure.js'
import { meetings } from '../../stats/meeting-stats.js'
import { cellColumns } from './statistic-columns.js'
import type { Column } from './column.js'
import type { Exportable } from './export-query.js'
import { columnsOf, pathsOf } from './fields.js'
import { leaves } from './field-path.js'
import { readArgument } from './statistic-arguments.js'
import type { Given } from '../export-request.js'

/** Those that can be exported, with what there is to know of their measures; null where the figures are fields. */
const statistics: Readonly<Record<string, ((code: string) => Measure) | null>> = {
  dealStats: (code) => dealMeasure(code as DealMeasure, null),
  meetingStats: (code) => meetings.measures[code]!,
  jobProjectionStats: (code) => statements.measures[code]!,
  dealConversion: null,
}

export const isStatistic = (name: string): boolean => Object.hasOwn(statistics, name)

/** Throws where it is asked what it cannot answer. */
export function statisticAsked(schema: GraphQLSchema, name: string, given: Given): Exportable {
  const field = schema.getQueryType()!.getFields()[name]!
  const unknown = Object.keys(given).find((key) => !field.args.some((arg) => arg.name === key))
  if (unknown !== undefined) throw badField(shown(unknown), 'UNKNOWN_FIELD')
  const asked = Object.fromEntries(
    field.args.map((arg) => [arg.name, readArgument(arg, given[arg.name]) ?? arg.defaultValue]),
  )
  const type = objectOf(field)
  const { counted, ...statement } = everyReported(schema, {
    report: name,
    selection: wholeOf(type),
    given: asked,
  })
  return {
    name,
    question: { statistic: name, ...asked },
    ...{ statement, counted },
    columns: (language, first) => columnsFor(name, type, asked, { language, first }),
    note: () => undefined,
  }
}

function columnsFor(
  name: string,
  type: GraphQLObjectType,
  asked: Given,
  { language, first }: { language: Language; first: unknown },
): Column[] {
  const measure = statistics[name]
  if (!measure) return columnsOf(pathsOf(type, undefined), language)
  const measures = (asked.measures as string[]).map((code) => ({ code, ...measure(code) }))
  return cellColumns({ dimensions: asked.groupBy as string[], measures, language, first })
}

/** All that a cell says. */
const wholeOf = (type: GraphQLObjectType): string =>
  Object.values(type.getFields())
    .map((field) =>
      isLeafType(getNamedType(field.type))
        ? field.name
        : `${field.name} { ${leaves(objectOf(field)).join(' ')} }`,
    )
    .join(' ')
