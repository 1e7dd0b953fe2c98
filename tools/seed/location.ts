import { calendarDay, instant } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeedContext } from './context.js'
import { versionColumns } from './rows.js'

/** Returns the id of the chosen site. */
export function makeLocations(context: SeedContext, deal: SeededDeal): string | undefined {
  const { random, organisations, names } = context
  const { top } = deal.path
  const sites = random.some(organisations.sites, top >= 4 ? random.int(1, 2) : random.int(0, 1))
  const landed = deal.path.steps.find(({ to }) => to === 'LANDED')
  const [chosen] = sites.map((site, index) => {
    const standing = landed && index === 0 ? 'CHOSEN' : top >= 4 ? 'SHORTLISTED' : 'CANDIDATE'
    const last = landed ? landed.day - 1 : deal.last
    return place(context, deal, last, standing, { site_id: site, town: null, country: null })
  })
  const towns = deal.alone ? 0 : top >= 4 ? 1 : random.int(0, 1)
  for (let n = 0; n < towns; n++)
    place(context, deal, deal.last, random.isTrue(0.3) ? 'REJECTED' : 'CANDIDATE', {
      site_id: null,
      town: names.city('DE'),
      country: random.one(['DE', 'FR', 'NL', 'CZ']),
    })
  return landed && chosen
}

function place(
  { rows, random }: SeedContext,
  deal: SeededDeal,
  last: number,
  standing: string,
  where: object,
): string {
  const since = random.int(deal.opened, last)
  const id = random.id(since)
  const day = calendarDay(since)
  const when = { since_when_from: day, since_when_to: day, since_when_precision: 'DAY' }
  const status = { standing, since: day, ...when }
  rows.add('location', { id, deal_id: deal.id, ...where, ...status, ...versionColumns(instant(since)) })
  rows.add('location_history', {
    id: random.id(since),
    location_id: id,
    deal_id: deal.id,
    ordinal: 1,
    ...status,
    recorded_at: instant(since),
    by_id: deal.officer.id,
  })
  return id
}
