import { calendarDay, instant } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeedContext } from './context.js'
import { hasReason } from './path.js'

export function makeTransitions({ rows, random, names }: SeedContext, deal: SeededDeal): void {
  deal.path.steps.forEach((step, index) => {
    const id = random.id(step.day)
    rows.add('transition', {
      id,
      deal_id: deal.id,
      ordinal: index + 1,
      from_stage: step.from,
      to_stage: step.to,
      effective_on: calendarDay(step.day),
      recorded_at: instant(step.day + random.int(0, 2), index),
      by_id: (step.direction === 'reopened' ? deal.lead.users[0]! : deal.officer).id,
      override: false,
    })
    if (hasReason(step) || (index > 0 && random.isTrue(0.3)))
      rows.add('transition_text', { transition_id: id, deal_id: deal.id, reason: names.sentence() })
  })
}
