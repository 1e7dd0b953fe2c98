import { Deal } from '../deal/deal.entity.js'
import { declareTodaysValues } from '../read/filter/todays-values.js'

/** Filters of deals on what they are today, beside a report of an earlier day or instant. */
declareTodaysValues(Deal, {
  stage: { instead: 'stageAsOf' },
  stageSince: { instead: 'stageAsOf.since' },
  daysInStage: { instead: 'stageAsOf.since' },
  inTeam: { instead: 'inTeam.on', unlessNamed: 'on' },
  jobs: { instead: 'jobs.on', unlessNamed: 'on' },
  // reasons and destinations have no day: what had been recorded counts
  lossReasons: { instead: 'lossReasonHistory', onlyKnownAt: true },
  lossDestination: { instead: 'lossDestinationHistory', onlyKnownAt: true },
  noMeetingSince: { instead: 'noMeetingHeldSince', onlyKnownAt: true },
})
