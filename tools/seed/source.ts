import { calendarDay } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeedContext } from './context.js'

/** Where a statement about a deal comes from. */
export function sourceOf(
  { random, names }: Pick<SeedContext, 'random' | 'names'>,
  deal: SeededDeal,
  day: number,
) {
  const press = random.isTrue(0.3)
  return {
    source_kind: press
      ? 'PRESS'
      : random.one(['COMPANY', 'PUBLIC_AUTHORITY', 'PARTNER', 'OWN_AGENCY', 'UNNAMED']),
    source_name: press ? names.newspaper(deal.prospect.language) : null,
    source_published_on: press ? calendarDay(day) : null,
    source_address: null,
  }
}
