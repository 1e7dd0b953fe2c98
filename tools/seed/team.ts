import { calendarDay, instant } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeededAgency } from './organisations.js'
import type { SeedContext } from './context.js'

type Opened = Pick<SeededDeal, 'id' | 'lead' | 'opened' | 'last' | 'confidentiality'>

/** Adds the team and the need-to-know list of a deal. Returns the agency that leads it now. */
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
  addMember(context, deal, deal.lead, 'LEAD', deal.opened, handed)
  if (heir && handed !== undefined) addHandover(context, deal, heir, handed)
  for (const other of others) {
    const from = random.int(deal.opened, deal.last)
    const until = random.isTrue(0.15) ? random.int(from, deal.last) : undefined
    addMember(context, deal, other, random.weighted({ SUPPORT: 2, INFORMED: 1 }), from, until)
  }
  const lead = heir ?? deal.lead
  addNeedToKnow(context, deal, lead)
  return lead
}

function addMember(
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

function addHandover(context: SeedContext, deal: Opened, heir: SeededAgency, day: number): void {
  const { rows, random, names } = context
  addMember(context, deal, heir, 'LEAD', day)
  if (random.isTrue(0.7)) addMember(context, deal, deal.lead, 'SUPPORT', day)
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

/** A SECRET deal lists the HEAD of its lead and one more user; other deals sometimes list a user. */
function addNeedToKnow({ rows, random, organisations }: SeedContext, deal: Opened, lead: SeededAgency): void {
  const secret = deal.confidentiality === 'SECRET'
  const users = [
    ...(secret ? [lead.users[0]!] : []),
    ...(secret || random.isTrue(0.05) ? [random.one(random.one(organisations.agencies).users)] : []),
  ]
  for (const user of new Set(users))
    rows.add('need_to_know', {
      id: random.id(deal.opened),
      deal_id: deal.id,
      user_id: user.id,
      by_id: lead.users[0]!.id,
      recorded_at: instant(deal.opened),
    })
}
