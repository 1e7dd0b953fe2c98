import { Resolver } from '@nestjs/graphql'
import { JobProjection } from '../deal/job-projection/job-projection.entity.js'
import { Meeting } from '../meeting/meeting.entity.js'
import { Report } from '../read/roots.js'
import { groupArguments, makeOptional, whereArgumentOf } from './stat-arguments.js'
import {
  JobProjectionDimensionCode,
  JobProjectionMeasureCode,
  JobProjectionStat,
  jobProjectionStatRows,
} from './job-projection-stats.js'
import { MeetingDimensionCode, MeetingMeasureCode, MeetingStat, meetings } from './meeting-stats.js'
import { plainStatRows } from './plain-stats.js'

/** Statistics of rows that are counted as they are today. */
@Resolver()
export class StatsResolver {
  @Report(
    () => MeetingStat,
    'Statistics of the meetings that you may see.',
    [
      ...groupArguments(MeetingDimensionCode, MeetingMeasureCode),
      ...makeOptional([whereArgumentOf(Meeting)]),
    ],
    (context) => plainStatRows(context, meetings),
    { order: '{t}.ordinal' },
  )
  meetingStats() {}

  @Report(
    () => JobProjectionStat,
    'Statistics of statements about jobs: of the current ones of each deal, kind and horizon, without rumours, unless asked otherwise. They count statements; dealStats counts deals.',
    [
      ...groupArguments(JobProjectionDimensionCode, JobProjectionMeasureCode),
      ...makeOptional([
        whereArgumentOf(JobProjection),
        {
          name: 'superseded',
          graphql: () => Boolean,
          defaultValue: false,
          description: 'Whether statements count that another one replaces, or that a stronger or later one displaces.',
        },
        {
          name: 'rumours',
          graphql: () => Boolean,
          defaultValue: false,
          description: 'Whether statements with standing RUMOURED count.',
        },
      ]),
    ],
    jobProjectionStatRows,
    { order: '{t}.ordinal' },
  )
  jobProjectionStats() {}
}
