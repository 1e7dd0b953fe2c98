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

/** What hangs on deals, counted as it is today. */
@Resolver()
export class StatsResolver {
  @Report(
    () => MeetingStat,
    'Any statistic of the meetings that you may see.',
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
    'Any statistic of statements about jobs, replaced ones too: of the statements themselves, several of which may be about one deal.',
    [
      ...groupArguments(JobProjectionDimensionCode, JobProjectionMeasureCode),
      ...makeOptional([whereArgumentOf(JobProjection)]),
    ],
    jobProjectionStatRows,
    { order: '{t}.ordinal' },
  )
  jobProjectionStats() {}
}
