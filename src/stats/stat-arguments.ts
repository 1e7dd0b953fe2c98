import { DateScalar, DateTimeScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import type { Argument } from '../read/declare.js'
import { whereOf } from '../read/inputs.js'
import type { Class } from '../read/shape.js'

export type AskedArgument = Omit<Argument, 'sql'>

/** What every statistic is asked. */
export const grouped = (dimensions: object, measures: object): AskedArgument[] => [
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

export const optional = (list: AskedArgument[]): AskedArgument[] =>
  list.map((argument) => ({ ...argument, nullable: true }))

export const rowsOf = (type: Class): AskedArgument => ({
  name: 'where',
  graphql: () => whereOf(type),
  description: 'Only these rows. Left out: all that you may see.',
})

/** Which deals, and as of when. */
export const dealsAsOf: AskedArgument[] = [
  {
    name: 'where',
    graphql: () => whereOf(Deal),
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
