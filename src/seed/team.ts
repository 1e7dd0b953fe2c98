import { calendarDay, instant } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeededAgency } from './organisations.js'
import type { SeedContext } from './context.js'

type Opened = Pick<SeededDeal, 'id' | 'lead' | 'opened' | 'last' | 'confidentiality'>

/** The agencies around a deal, and who is named to know of it. Gives the agency that leads it now. */
export function makeTeam(making: SeedContext, deal: Opened): SeededAgency {
  const { random: chance, organisations: house } = making
  const others = chance.some(
    house.agencies.filter((agency) => agency !== deal.lead),
    chance.int(0, 2),
  )
  const heir = chance.isTrue(0.08)
    ? house.leads.find((agency) => others.every((o) => o !== agency) && agency !== deal.lead)
    : undefined
  const handed = heir && chance.int(deal.opened, deal.last)
  member(making, deal, deal.lead, 'LEAD', deal.opened, handed)
  if (heir && handed !== undefined) handOver(making, deal, heir, handed)
  for (const other of others) {
    const from = chance.int(deal.opened, deal.last)
    const until = chance.isTrue(0.15) ? chance.int(from, deal.last) : undefined
    member(making, deal, other, chance.weighted({ SUPPORT: 2, INFORMED: 1 }), from, until)
  }
  const lead = heir ?? deal.lead
  letKnow(making, deal, lead)
  return lead
}

function member(
  { rows, random: chance }: SeedContext,
  deal: Opened,
  agency: SeededAgency,
  role: string,
  from: number,
  until?: number,
): void {
  rows.add('deal_team', {
    id: chance.id(from),
    deal_id: deal.id,
    agency_id: agency.id,
    role,
    from_day: calendarDay(from),
    until_day: until === undefined ? null : calendarDay(until),
    recorded_at: instant(from),
    end_recorded_at: until === undefined ? null : instant(until),
  })
}

function handOver(making: SeedContext, deal: Opened, heir: SeededAgency, day: number): void {
  const { rows, random: chance, names } = making
  member(making, deal, heir, 'LEAD', day)
  if (chance.isTrue(0.7)) member(making, deal, deal.lead, 'SUPPORT', day)
  rows.add('handover', {
    id: chance.id(day),
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
function letKnow(
  { rows, random: chance, organisations: house }: SeedContext,
  deal: Opened,
  lead: SeededAgency,
): void {
  const secret = deal.confidentiality === 'SECRET'
  const named = [
    ...(secret ? [lead.users[0]!] : []),
    ...(secret || chance.isTrue(0.05) ? [chance.one(chance.one(house.agencies).users)] : []),
  ]
  for (const user of new Set(named))
    rows.add('need_to_know', {
      id: chance.id(deal.opened),
      deal_id: deal.id,
      user_id: user.id,
      by_id: lead.users[0]!.id,
      recorded_at: instant(deal.opened),
    })
}
