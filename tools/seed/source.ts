import { calendarDay } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeedContext } from './context.js'

/** Returns the columns for the source of a statement about a deal. */
export function sourceOf(
  { random, names }: Pick<SeedContext, 'random' | 'names'>,
  deal: SeededDeal,
  day: number,
) {
  const isPress = random.isTrue(0.3)
  return {
    source_kind: isPress
      ? 'PRESS'
      : random.one(['COMPANY', 'PUBLIC_AUTHORITY', 'PARTNER', 'OWN_AGENCY', 'UNNAMED']),
    source_name: isPress ? names.newspaper(deal.prospect.language) : null,
    source_published_on: isPress ? calendarDay(day) : null,
    source_address: null,
  }
}
