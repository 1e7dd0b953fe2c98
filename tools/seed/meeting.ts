import { calendarDay, instant } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeedContext } from './context.js'
import { versionColumns } from './rows.js'

/** Adds meetings of a deal, some also linked to another deal of the prospect. Returns the ids of past ones. */
export function makeMeetings(
  context: SeedContext,
  deal: SeededDeal,
  sisters: readonly SeededDeal[],
): string[] {
  const { random, until } = context
  const ids = Array.from({ length: random.int(deal.path.top >= 5 ? 1 : 0, 5) }, (_, index) =>
    // A deal in NEGOTIATION needs a held meeting with a decision maker.
    makeMeeting(context, deal, sisters, random.int(deal.opened, deal.last), index === 0 ? 'HELD' : 'ANY'),
  )
  if (deal.last === until && random.isTrue(0.5))
    makeMeeting(context, deal, [], until + random.int(1, 40), 'PLANNED')
  return ids
}

function makeMeeting(
  context: SeedContext,
  deal: SeededDeal,
  sisters: readonly SeededDeal[],
  day: number,
  requested: 'HELD' | 'PLANNED' | 'ANY',
): string {
  const { rows, random, names, until } = context
  const status = requested === 'ANY' ? (random.isTrue(0.95) ? 'HELD' : 'CANCELLED') : requested
  const recorded = Math.min(day, until)
  const id = random.id(recorded)
  const known = instant(recorded, 300)
  const exact = random.isTrue(0.6)
  rows.add('meeting', {
    id,
    title: `${random.one(occasions)}: ${deal.prospect.name}`,
    when_from: calendarDay(day),
    when_to: calendarDay(day),
    when_precision: 'DAY',
    starts_at: exact ? instant(day, 60) : null,
    ends_at: exact ? instant(day, 60 + 30 * random.int(1, 6)) : null,
    place: random.isTrue(0.8) ? names.city('FR') : null,
    status,
    host_agency_id: random.isTrue(0.9) ? deal.lead.id : null,
    topics: random.some(topics, random.int(0, 3)),
    outcome: status === 'HELD' && random.isTrue(0.8) ? `${names.sentence()} ${names.sentence()}` : null,
    confidentiality: 'INTERNAL',
    entered_by_id: deal.lead.id,
    recorded_at: instant(recorded, 300),
    known_since: known,
    ...versionColumns(known),
  })
  rows.add('meeting_deal', { meeting_id: id, deal_id: deal.id, known_since: known })
  const sister = sisters.find((other) => other.lead === deal.lead && other.opened <= day)
  if (sister && random.isTrue(0.15))
    rows.add('meeting_deal', { meeting_id: id, deal_id: sister.id, known_since: known })
  addParticipants(context, deal, id, recorded)
  return id
}

const occasions = [
  'First talks',
  'Visit',
  'Video call',
  'Working lunch',
  'Site visit',
  'Negotiation',
  'Trade mission',
]
const topics = ['sites', 'labour', 'taxes', 'permits', 'incentives', 'schedule', 'energy', 'transport']

function addParticipants(
  { rows, random }: SeedContext,
  deal: SeededDeal,
  meeting: string,
  day: number,
): void {
  const guests = deal.prospect.contacts.slice(0, random.int(1, 2))
  const hosts = new Set([deal.officer, ...random.some(deal.lead.users, random.int(0, 2))])
  const add = (who: { contact_id?: string; employment_id?: string; user_id?: string }) =>
    rows.add('meeting_participant', {
      id: random.id(day),
      meeting_id: meeting,
      contact_id: who.contact_id ?? null,
      employment_id: who.employment_id ?? null,
      user_id: who.user_id ?? null,
      decision_maker: false,
      known_since: instant(day, 300),
    })
  for (const { id, employment } of guests) add({ contact_id: id, employment_id: employment })
  for (const { id } of hosts) add({ user_id: id })
}
