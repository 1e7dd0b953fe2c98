import { DateScalar, DateTimeScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import type { Argument } from '../read/field-arguments.js'
import { whereInputOf } from '../read/inputs.js'
import type { Class } from '../read/shape.js'

export type ReportArgument = Omit<Argument, 'sql'>

/** What every statistic is asked. */
export const groupArguments = (dimensions: object, measures: object): ReportArgument[] => [
  {
    name: 'groupBy',
    graphql: () => dimensions,
    list: true,
    defaultValue: [],
    description:
      'One cell for each combination that some row has, at most 10000. Left out: one cell for all.',
  },
  { name: 'measures', graphql: () => measures, list: true, description: 'What to say of each cell.' },
]

export const makeOptional = (list: ReportArgument[]): ReportArgument[] =>
  list.map((argument) => ({ ...argument, nullable: true }))

export const whereArgumentOf = (type: Class): ReportArgument => ({
  name: 'where',
  graphql: () => whereInputOf(type),
  description: 'Only these rows. Left out: all that you may see.',
})

/** Which deals, and as of when. */
export const dealScopeArguments: ReportArgument[] = [
  {
    name: 'where',
    graphql: () => whereInputOf(Deal),
    description: 'Only these deals, chosen by what they are today, not by what they were as of the day.',
  },
  {
    name: 'agency',
    graphql: () => String,
    description:
      'Code of an agency: only deals whose team it was in that day. Left out: all that you may know of.',
  },
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
