import { calendarDay, instant } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeedContext } from './context.js'
import { versionColumns } from './rows.js'

export function makeLocations(context: SeedContext, deal: SeededDeal): void {
  const { random, organisations, names } = context
  const { top } = deal.path
  const sites = random.some(organisations.sites, top >= 4 ? random.int(1, 2) : random.int(0, 1))
  sites.forEach((site, index) => {
    const standing = top === 7 && index === 0 ? 'CHOSEN' : top >= 4 ? 'SHORTLISTED' : 'CANDIDATE'
    place(context, deal, standing, { site_id: site, town: null, country: null })
  })
  const towns = deal.alone ? 0 : top >= 4 ? 1 : random.int(0, 1)
  for (let n = 0; n < towns; n++)
    place(context, deal, random.isTrue(0.3) ? 'REJECTED' : 'CANDIDATE', {
      site_id: null,
      town: names.city('DE'),
      country: random.one(['DE', 'FR', 'NL', 'CZ']),
    })
}

function place({ rows, random }: SeedContext, deal: SeededDeal, standing: string, where: object): void {
  const since = random.int(deal.opened, deal.last)
  const id = random.id(since)
  const status = { standing, since: calendarDay(since) }
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
}
