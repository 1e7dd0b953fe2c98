import { calendarDay, instant } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeededAgency } from './organisations.js'
import type { SeedContext } from './context.js'

type Opened = Pick<SeededDeal, 'id' | 'lead' | 'opened' | 'last' | 'confidentiality'>

/** The agencies around a deal, and who is named to know of it. Gives the agency that leads it now. */
export function makeTeam(context: SeedContext, deal: Opened): SeededAgency {
  const { random, organisations } = context
  const others = random.some(
    organisations.agencies.filter((agency) => agency !== deal.lead),
    random.int(0, 2),
  )
  const heir = random.isTrue(0.08)
    ? organisations.leads.find((agency) => others.every((o) => o !== agency) && agency !== deal.lead)
    : undefined
  const handed = heir && random.int(deal.opened, deal.last)
  member(context, deal, deal.lead, 'LEAD', deal.opened, handed)
  if (heir && handed !== undefined) handOver(context, deal, heir, handed)
  for (const other of others) {
    const from = random.int(deal.opened, deal.last)
    const until = random.isTrue(0.15) ? random.int(from, deal.last) : undefined
    member(context, deal, other, random.weighted({ SUPPORT: 2, INFORMED: 1 }), from, until)
  }
  const lead = heir ?? deal.lead
  letKnow(context, deal, lead)
  return lead
}

function member(
  { rows, random }: SeedContext,
  deal: Opened,
  agency: SeededAgency,
  role: string,
  from: number,
  until?: number,
): void {
  rows.add('deal_team', {
    id: random.id(from),
    deal_id: deal.id,
    agency_id: agency.id,
    role,
    from_day: calendarDay(from),
    until_day: until === undefined ? null : calendarDay(until),
    recorded_at: instant(from),
    end_recorded_at: until === undefined ? null : instant(until),
  })
}

function handOver(context: SeedContext, deal: Opened, heir: SeededAgency, day: number): void {
  const { rows, random, names } = context
  member(context, deal, heir, 'LEAD', day)
  if (random.isTrue(0.7)) member(context, deal, deal.lead, 'SUPPORT', day)
  rows.add('handover', {
    id: random.id(day),
    deal_id: deal.id,
    from_agency_id: deal.lead.id,
    to_agency_id: heir.id,
    on: calendarDay(day),
    reason: names.sentence(),
    by_id: deal.lead.users[0]!.id,
    recorded_at: instant(day),
  })
}

/** The HEAD of the lead is named wherever the team alone may not know; a colleague now and then. */
function letKnow({ rows, random, organisations }: SeedContext, deal: Opened, lead: SeededAgency): void {
  const secret = deal.confidentiality === 'SECRET'
  const named = [
    ...(secret ? [lead.users[0]!] : []),
    ...(secret || random.isTrue(0.05) ? [random.one(random.one(organisations.agencies).users)] : []),
  ]
  for (const user of new Set(named))
    rows.add('need_to_know', {
      id: random.id(deal.opened),
      deal_id: deal.id,
      user_id: user.id,
      by_id: lead.users[0]!.id,
      recorded_at: instant(deal.opened),
    })
}
