import { Resolver } from '@nestjs/graphql'
import { DateScalar } from '../core/scalars.js'
import { JobHorizonCode, JobKindCode } from '../deal/job-projection/job-projection.entity.js'
import { StageCodeEnum } from '../deal/stage/stage.entity.js'
import { Report } from '../read/roots.js'
import { dealScopeArguments, groupArguments, makeOptional, type ReportArgument } from './stat-arguments.js'
import { conversionRows, DealConversion, PeriodCode } from './deal-conversion.js'
import { DealDimensionCode } from './deal-dimension.js'
import { DealMeasureCode } from './deal-measure.js'
import { DealStat } from './deal-stat.js'
import { dealStatRows } from './deal-stats.js'

const asked: ReportArgument[] = [
  ...dealScopeArguments,
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
    [...groupArguments(DealDimensionCode, DealMeasureCode), ...makeOptional(asked)],
    dealStatRows,
    { order: '{t}.ordinal' },
  )
  dealStats() {}

  @Report(
    () => DealConversion,
    'How many of the deals that ever entered a stage came to a later one. A deal belongs to the period in which it first entered, however often it came back; those of which nobody can say yet stand apart. In the order of the periods.',
    [
      { name: 'from', graphql: () => StageCodeEnum, description: 'The stage that was entered.' },
      {
        name: 'to',
        graphql: () => StageCodeEnum,
        description: 'The stage to reach, later than `from`: open stages and LANDED also by any beyond it.',
      },
      ...makeOptional([
        {
          name: 'period',
          graphql: () => PeriodCode,
          description: 'One row for each in which some deal first entered. Left out: one row for all.',
        },
        ...dealScopeArguments,
      ]),
    ],
    conversionRows,
    { order: '{t}.period' },
  )
  dealConversion() {}
}
