import { DateScalar, DateTimeScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { JobHorizonCode, JobKindCode } from '../deal/job-projection/job-projection.entity.js'
import type { Argument } from '../read/compile/field-arguments.js'
import { whereInputOf } from '../read/filter/inputs.js'
import type { Class } from '../read/shape.js'

export type ReportArgument = Omit<Argument, 'sql'>

/** Returns the arguments of every statistic. */
export const groupArguments = (dimensions: object, measures: object): ReportArgument[] => [
  {
    name: 'groupBy',
    graphql: () => dimensions,
    list: true,
    defaultValue: [],
    description: 'One cell for each combination that occurs, at most 10000. Left out: one cell for all.',
  },
  { name: 'measures', graphql: () => measures, list: true, description: 'The measures of each cell.' },
]

export const makeOptional = (list: ReportArgument[]): ReportArgument[] =>
  list.map((argument) => ({ ...argument, nullable: true }))

export const whereArgumentOf = (type: Class): ReportArgument => ({
  name: 'where',
  graphql: () => whereInputOf(type),
  description:
    'Only these rows. Beside `asOf` or `knownAt` it looks at the rows as they were then. Left out: all that you may see.',
})

export const dealWhereArgument: ReportArgument = {
  name: 'where',
  graphql: () => whereInputOf(Deal),
  description:
    'Only these deals. Beside `asOf` or `knownAt` it looks at the deals as they were then; a filter on a value without history is rejected.',
}

export const agencyArgument: ReportArgument = {
  name: 'agency',
  graphql: () => String,
  description:
    'Code of an agency: only deals with this agency in their team on that day. Left out: all that you may see.',
}

/** The arguments for the day and the instant of statistics whose rows have days of their own. */
export const pastArguments = (day: string): ReportArgument[] => [
  {
    name: 'asOf',
    graphql: () => DateScalar,
    description: `${day} Left out: all that was recorded; never later than today.`,
  },
  {
    name: 'knownAt',
    graphql: () => DateTimeScalar,
    description:
      'What had been recorded by this instant, withdrawn rows included that were withdrawn later. Left out, or later than now: now.',
  },
]

/** The arguments for the statement about jobs that counts. */
export const jobArguments: ReportArgument[] = [
  {
    name: 'kind',
    graphql: () => JobKindCode,
    defaultValue: 'DIRECT',
    description: 'Kind of jobs; kinds are never added.',
  },
  {
    name: 'horizon',
    graphql: () => JobHorizonCode,
    description: 'Jobs of exactly this horizon. Left out: the furthest that was stated of each deal.',
  },
  {
    name: 'rumours',
    graphql: () => Boolean,
    defaultValue: false,
    description: 'Whether statements with standing RUMOURED count.',
  },
]

/** The arguments for the deals to count, and the day. */
export const dealScopeArguments: ReportArgument[] = [
  dealWhereArgument,
  agencyArgument,
  {
    name: 'asOf',
    graphql: () => DateScalar,
    description:
      'What had happened and been stated by the end of this day. Left out: today in Brussels; never later.',
  },
  {
    name: 'knownAt',
    graphql: () => DateTimeScalar,
    description: 'What had been recorded by this instant. Left out, or later than now: now.',
  },
]
