import { declarePast, declarePastTable } from '../read/filter/past.js'
import { Agreement } from './agreement.entity.js'
import { AgreementParty } from './party.entity.js'

/** An agreement as of then: with a day, only if it had been announced, signed or ended by its end. */
declarePast(Agreement, {
  source: 'agreements_as_of({day}, {knownAt})',
  filters: {
    ...{ id: true, title: true, kind: true, standing: true, announcedOn: true, signedOn: true },
    ...{ signedWhen: true, endedOn: true, place: true, amount: true, deals: true, parties: true },
    ...{ claims: true, asKnown: true },
  },
})

declarePast(AgreementParty, {
  source: 'agreement_parties_known_at({knownAt})',
  filters: { id: true, prospect: true, agency: true, name: true },
})

declarePastTable('agreement_deal', 'agreement_deals_known_at({knownAt})')
declarePastTable('agreement_party', 'agreement_parties_known_at({knownAt})')
