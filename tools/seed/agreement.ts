import { calendarDay, instant } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeedContext } from './context.js'
import { versionColumns } from './rows.js'

/** Committed deals have a signed agreement, some others a draft. Returns the ids of the signed ones. */
export function makeAgreements(context: SeedContext, deal: SeededDeal): string[] {
  const { random, rows } = context
  const committed = deal.path.steps.find(({ to }) => to === 'COMMITTED')
  if (!committed && !random.isTrue(0.1)) return []
  const day = committed?.day ?? deal.last
  const id = random.id(day)
  const kind = random.one(
    committed ? ['MOU', 'PARTNERSHIP', 'LEASE', 'INVESTMENT_CONTRACT'] : ['LETTER_OF_INTENT', 'MOU'],
  )
  const amount = random.isTrue(0.4) ? random.round(100_000, 50_000_000) : null
  rows.add('agreement', {
    id,
    title: `${kind.toLowerCase().replaceAll('_', ' ')} with ${deal.prospect.name}`,
    kind,
    standing: committed ? 'SIGNED' : random.one(['DISCUSSED', 'DRAFT']),
    signed_on: committed ? calendarDay(day) : null,
    signed_when_from: committed ? calendarDay(day) : null,
    signed_when_to: committed ? calendarDay(day) : null,
    signed_when_precision: committed ? 'DAY' : null,
    place: null,
    amount,
    currency: amount && 'EUR',
    ended_on: null,
    embargo_until: null,
    confidentiality: 'INTERNAL',
    entered_by_id: deal.lead.id,
    recorded_at: instant(day),
    known_since: instant(day),
    ...versionColumns(instant(day)),
  })
  rows.add('agreement_deal', { agreement_id: id, deal_id: deal.id, known_since: instant(day) })
  rows.add('agreement_party', party(context, id, day, { prospect_id: deal.prospect.id }))
  rows.add('agreement_party', party(context, id, day, { agency_id: deal.lead.id }))
  return committed ? [id] : []
}

const party = (
  { random }: SeedContext,
  agreement: string,
  day: number,
  owner: { prospect_id?: string; agency_id?: string },
) => ({
  id: random.id(day),
  agreement_id: agreement,
  prospect_id: owner.prospect_id ?? null,
  agency_id: owner.agency_id ?? null,
  known_since: instant(day),
})
