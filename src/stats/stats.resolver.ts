import { Resolver } from '@nestjs/graphql'
import { Agreement } from '../agreement/agreement.entity.js'
import { Claim } from '../claim/claim.entity.js'
import { JobProjection } from '../deal/job-projection/job-projection.entity.js'
import { Transition } from '../deal/transition/transition.entity.js'
import { Meeting } from '../meeting/meeting.entity.js'
import { Report } from '../read/roots.js'
import { AgreementDimensionCode, AgreementMeasureCode, AgreementStat, agreements } from './agreement-stats.js'
import { ClaimDimensionCode, ClaimMeasureCode, ClaimStat, claims } from './claim-stats.js'
import { groupArguments, makeOptional, pastArguments, whereArgumentOf } from './stat-arguments.js'
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

/** What had happened by the end of a day. */
const pastDays = {
  Meeting: 'Only meetings that had taken place, or were to take place, by the end of this day.',
  JobProjection: 'What had been stated by the end of this day: the statements that were current then.',
  Transition: 'Only moves that had happened by the end of this day.',
  Claim: 'Only claims that had been stated by the end of this day, with the grade that counted then.',
  Agreement:
    'Only agreements that had been announced, signed or ended by the end of this day, with the standing that they had then. Talks and drafts have no day: leave it out to count them, with `knownAt` as they were recorded.',
}

/** Statistics of rows as they are today, or as they were. */
@Resolver()
export class StatsResolver {
  @Report(
    () => MeetingStat,
    'Statistics of the meetings that you may see.',
    [
      ...groupArguments(MeetingDimensionCode, MeetingMeasureCode),
      ...makeOptional([whereArgumentOf(Meeting), ...pastArguments(pastDays.Meeting)]),
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
        ...pastArguments(pastDays.JobProjection),
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
    'Statistics of the valid moves of deals between stages. The `where` of a cell is for `transitions` of a deal, as in `deals(where: { transitions: { some: … } })`.',
    [
      ...groupArguments(TransitionDimensionCode, TransitionMeasureCode),
      ...makeOptional([whereArgumentOf(Transition), ...pastArguments(pastDays.Transition)]),
    ],
    (context) => plainStatRows(context, transitions),
    { order: '{t}.ordinal' },
  )
  transitionStats() {}

  @Report(
    () => ClaimStat,
    'Statistics of the claims that you may see.',
    [
      ...groupArguments(ClaimDimensionCode, ClaimMeasureCode),
      ...makeOptional([whereArgumentOf(Claim), ...pastArguments(pastDays.Claim)]),
    ],
    (context) => plainStatRows(context, claims),
    { order: '{t}.ordinal' },
  )
  claimStats() {}

  @Report(
    () => AgreementStat,
    'Statistics of the agreements that you may see.',
    [
      ...groupArguments(AgreementDimensionCode, AgreementMeasureCode),
      ...makeOptional([whereArgumentOf(Agreement), ...pastArguments(pastDays.Agreement)]),
    ],
    (context) => plainStatRows(context, agreements),
    { order: '{t}.ordinal' },
  )
  agreementStats() {}
}
