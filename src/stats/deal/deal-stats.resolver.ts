import { Resolver } from '@nestjs/graphql'
import { DateScalar } from '../../core/scalars.js'
import { StageCodeEnum } from '../../deal/stage/stage.entity.js'
import { Report } from '../../read/roots.js'
import {
  dealScopeArguments,
  groupArguments,
  jobArguments,
  makeOptional,
  type ReportArgument,
} from '../stat-arguments.js'
import { conversionRows, DealConversion, PeriodCode } from './deal-conversion.js'
import { DealDimensionCode } from './deal-dimension.js'
import { DealMeasureCode } from './deal-measure.js'
import { DealStat } from './deal-stat.js'
import { dealStatRows } from './deal-stats.js'

const dealStatArguments: ReportArgument[] = [
  ...dealScopeArguments,
  ...jobArguments,
  {
    name: 'stage',
    graphql: () => StageCodeEnum,
    description: 'The stage of the ENTERED_… dimensions; allowed only with one of these.',
  },
  {
    name: 'currency',
    graphql: () => String,
    description:
      'The currency (ISO 4217) to which CAPEX_… measures are converted, at stored rates. Left out: one value per currency. A missing rate is an error.',
  },
  {
    name: 'rateOn',
    graphql: () => DateScalar,
    description:
      'The day of the rates; the latest rate of the seven days up to it is used. Left out: `asOf`.',
  },
]

@Resolver()
export class DealStatsResolver {
  @Report(
    () => DealStat,
    'Statistics of deals: cells by dimensions, with the measures of each cell. Your access today decides which deals count; a value that you may not see counts as not stated.',
    [...groupArguments(DealDimensionCode, DealMeasureCode), ...makeOptional(dealStatArguments)],
    dealStatRows,
    { order: '{t}.ordinal' },
  )
  dealStats() {}

  @Report(
    () => DealConversion,
    'How many of the deals that entered a stage reached a later one, by the period of the first entry, in the order of the periods. Deals that are still open or dormant are counted separately.',
    [
      { name: 'from', graphql: () => StageCodeEnum, description: 'The entered stage.' },
      {
        name: 'to',
        graphql: () => StageCodeEnum,
        description:
          'The stage to reach, later than `from`. An open stage is also reached by any stage beyond it.',
      },
      ...makeOptional([
        {
          name: 'period',
          graphql: () => PeriodCode,
          description: 'One row for each period in which a deal first entered. Left out: one row for all.',
        },
        ...dealScopeArguments,
      ]),
    ],
    conversionRows,
    { order: '{t}.period' },
  )
  dealConversion() {}
}
