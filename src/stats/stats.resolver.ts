import { Resolver } from '@nestjs/graphql'
import { Agreement } from '../agreement/agreement.entity.js'
import { Claim } from '../claim/claim.entity.js'
import { JobProjection } from '../deal/job-projection/job-projection.entity.js'
import { Transition } from '../deal/transition/transition.entity.js'
import { Meeting } from '../meeting/meeting.entity.js'
import { Report } from '../read/roots.js'
import { AgreementDimensionCode, AgreementMeasureCode, AgreementStat, agreements } from './agreement-stats.js'
import { ClaimDimensionCode, ClaimMeasureCode, ClaimStat, claims } from './claim-stats.js'
import { groupArguments, makeOptional, whereArgumentOf } from './stat-arguments.js'
import {
  JobProjectionDimensionCode,
  JobProjectionMeasureCode,
  JobProjectionStat,
  jobProjectionStatRows,
} from './job-projection-stats.js'
import { MeetingDimensionCode, MeetingMeasureCode, MeetingStat, meetings } from './meeting-stats.js'
import { plainStatRows } from './plain-stats.js'
import {
  TransitionDimensionCode,
  TransitionMeasureCode,
  TransitionStat,
  transitions,
} from './transition-stats.js'

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
    'Statistics of statements about jobs: of the current ones of each deal, kind and horizon, without rumours, unless the arguments say otherwise. They count statements; dealStats counts deals.',
    [
      ...groupArguments(JobProjectionDimensionCode, JobProjectionMeasureCode),
      ...makeOptional([
        whereArgumentOf(JobProjection),
        {
          name: 'superseded',
          graphql: () => Boolean,
          defaultValue: false,
          description:
            'Whether statements count that another one replaces, or that a stronger or later one displaces.',
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

  @Report(
    () => TransitionStat,
    'Statistics of the moves of deals between stages that are valid today. The `where` of a cell is for `transitions` of a deal, as in `deals(where: { transitions: { some: … } })`.',
    [
      ...groupArguments(TransitionDimensionCode, TransitionMeasureCode),
      ...makeOptional([whereArgumentOf(Transition)]),
    ],
    (context) => plainStatRows(context, transitions),
    { order: '{t}.ordinal' },
  )
  transitionStats() {}

  @Report(
    () => ClaimStat,
    'Statistics of the claims that you may see.',
    [...groupArguments(ClaimDimensionCode, ClaimMeasureCode), ...makeOptional([whereArgumentOf(Claim)])],
    (context) => plainStatRows(context, claims),
    { order: '{t}.ordinal' },
  )
  claimStats() {}

  @Report(
    () => AgreementStat,
    'Statistics of the agreements that you may see.',
    [
      ...groupArguments(AgreementDimensionCode, AgreementMeasureCode),
      ...makeOptional([whereArgumentOf(Agreement)]),
    ],
    (context) => plainStatRows(context, agreements),
    { order: '{t}.ordinal' },
  )
  agreementStats() {}
}
