import { Resolver } from '@nestjs/graphql'
import { DateScalar, DateTimeScalar } from '../../core/scalars.js'
import { Report } from '../../read/roots.js'
import { agencyArgument, dealWhereArgument, jobArguments, makeOptional } from '../stat-arguments.js'
import { ForecastChange } from './forecast-change.entity.js'
import { forecastChangeRows } from './forecast-change.js'

@Resolver()
export class ForecastChangeResolver {
  @Report(
    () => ForecastChange,
    'Which deal changed the weighted jobs by how much and why, between two instants: each is a day and what was known of it. The changes add up to the difference of `total.jobs.weightedLow` and `weightedHigh` of pipelineStatus. Your access today decides which deals count.',
    [
      {
        name: 'from',
        graphql: () => DateScalar,
        description: 'The first day: what had happened and been stated by its end.',
      },
      ...makeOptional([
        {
          name: 'to',
          graphql: () => DateScalar,
          description: 'The second day. Left out: today in Brussels; never later.',
        },
        {
          name: 'fromKnownAt',
          graphql: () => DateTimeScalar,
          description:
            'What had been recorded of `from` by this instant. Left out: what is known now, so that only what happened between the days is a change.',
        },
        {
          name: 'toKnownAt',
          graphql: () => DateTimeScalar,
          description: 'What had been recorded of `to` by this instant. Left out, or later than now: now.',
        },
        agencyArgument,
        ...jobArguments,
        dealWhereArgument,
      ]),
    ],
    forecastChangeRows,
  )
  forecastChange() {}
}
