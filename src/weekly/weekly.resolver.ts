import { Resolver } from '@nestjs/graphql'
import { DateTimeScalar, IsoWeekScalar } from '../core/scalars.js'
import { Report } from '../read/roots.js'
import { WeeklySummary } from './weekly-summary.js'
import { weekRows } from './week-rows.js'

@Resolver()
export class WeeklyResolver {
  @Report(
    () => WeeklySummary,
    'What an ISO week did to the deals that an agency is in the team of: worked out now, from what is recorded. Whom you see is decided by your access today, and jobs are weighted by today’s probabilities.',
    [
      { name: 'agency', graphql: () => String, description: 'Code of the agency.' },
      {
        name: 'week',
        graphql: () => IsoWeekScalar,
        description: 'Which week, past or running, such as `2018-W22`.',
      },
      {
        name: 'knownAt',
        graphql: () => DateTimeScalar,
        nullable: true,
        description: 'What had been recorded by this instant. Left out, or later than now: now.',
      },
    ],
    weekRows,
  )
  weeklySummary() {}
}
