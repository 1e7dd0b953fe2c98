import { Resolver } from '@nestjs/graphql'
import { DateScalar, DateTimeScalar } from '../core/scalars.js'
import { Deal } from '../deal/deal.entity.js'
import { JobHorizonCode, JobKindCode } from '../deal/job-projection.entity.js'
import { StageCodeEnum } from '../deal/stage.entity.js'
import type { Argument } from '../read/declare.js'
import { whereOf } from '../read/inputs.js'
import { Report } from '../read/roots.js'
import { DealDimensionCode } from './deal-dimension.js'
import { DealMeasureCode } from './deal-measure.js'
import { DealStat } from './deal-stat.js'
import { dealStatRows } from './deal-stats.js'

type Asked = Omit<Argument, 'sql'>

const grouped: Asked[] = [
  {
    name: 'groupBy',
    graphql: () => DealDimensionCode,
    list: true,
    defaultValue: [],
    description:
      'One cell for each combination that some deal has, at most 10000. Left out: one cell for all.',
  },
  { name: 'measures', graphql: () => DealMeasureCode, list: true, description: 'What to say of each cell.' },
]

const asked: Asked[] = [
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
  {
    name: 'kind',
    graphql: () => JobKindCode,
    defaultValue: 'DIRECT',
    description: 'Which jobs; kinds are never added.',
  },
  {
    name: 'horizon',
    graphql: () => JobHorizonCode,
    description: 'Jobs by exactly this horizon. Left out: of each deal the furthest that was stated.',
  },
  {
    name: 'rumours',
    graphql: () => Boolean,
    defaultValue: false,
    description: 'Whether statements that are RUMOURED count.',
  },
  {
    name: 'stage',
    graphql: () => StageCodeEnum,
    description: 'The stage that ENTERED_… dimensions are about: given with one of these only.',
  },
  {
    name: 'currency',
    graphql: () => String,
    description:
      'The one currency, ISO 4217, that CAPEX_… measures are in, at stored rates. Left out: each stays in its own. A sum for which there is no rate is refused.',
  },
  {
    name: 'rateOn',
    graphql: () => DateScalar,
    description:
      'The day of the rates: of each currency the latest of the seven days up to it. Left out: `asOf`.',
  },
]

@Resolver()
export class DealStatsResolver {
  @Report(
    () => DealStat,
    'Any statistic of deals: cells by what they have in common, and figures of each. Whom you see is decided by your access today; what of a deal you may not see counts as not stated.',
    [...grouped, ...asked.map((argument) => ({ ...argument, nullable: true }))],
    dealStatRows,
    { list: true },
  )
  dealStats() {}
}
