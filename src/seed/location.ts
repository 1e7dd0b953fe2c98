import { calendarDay, instant } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { Making } from './making.js'
import { edited } from './rows.js'

export function makeLocations(making: Making, deal: SeededDeal): void {
  const { chance, house, names } = making
  const { top } = deal.path
  const sites = chance.some(house.sites, top >= 4 ? chance.int(1, 2) : chance.int(0, 1))
  sites.forEach((site, index) => {
    const standing = top === 7 && index === 0 ? 'CHOSEN' : top >= 4 ? 'SHORTLISTED' : 'CANDIDATE'
    place(making, deal, standing, { site_id: site, town: null, country: null })
  })
  const towns = deal.alone ? 0 : top >= 4 ? 1 : chance.int(0, 1)
  for (let n = 0; n < towns; n++)
    place(making, deal, chance.often(0.3) ? 'REJECTED' : 'CANDIDATE', {
      site_id: null,
      town: names.city('DE'),
      country: chance.one(['DE', 'FR', 'NL', 'CZ']),
    })
}

function place({ rows, chance }: Making, deal: SeededDeal, standing: string, where: object): void {
  const since = chance.int(deal.opened, deal.last)
  const id = chance.id(since)
  const stands = { standing, since: calendarDay(since) }
  rows.add('location', { id, deal_id: deal.id, ...where, ...stands, ...edited(instant(since)) })
  rows.add('location_history', {
    id: chance.id(since),
    location_id: id,
    deal_id: deal.id,
    ordinal: 1,
    ...stands,
    recorded_at: instant(since),
    by_id: deal.officer.id,
  })
}
