import { declarePast } from '../read/filter/past.js'
import { Claim } from './claim.entity.js'

/** A claim as of then: with a day, only if it had been stated by its end, with the grade that counted then. */
declarePast(Claim, {
  source: 'claims_as_of({day}, {knownAt})',
  filters: {
    ...{ id: true, deal: true, prospect: true, agreement: true, statement: true, wording: true },
    ...{
      wordingLanguage: true,
      statedOn: true,
      statedWhen: true,
      recordedAt: true,
      createdAt: true,
      source: true,
    },
    ...{ standing: true, grade: true, disputes: true, disputedBy: true, corrects: true, by: true },
    ...{ disputesDestination: true, asKnown: true },
  },
})
