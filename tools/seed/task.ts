import { calendarDay, instant } from './calendar.js'
import type { SeededDeal } from './seeded-deal.js'
import type { SeedContext } from './context.js'
import { versionColumns } from './rows.js'

const subjects = [
  'Call back',
  'Send the site file',
  'Prepare the visit',
  'Ask about the permit',
  'Check the figures',
]

/** Adds tasks. Some follow from a meeting; most are done. */
export function makeTasks(
  { rows, random, until }: SeedContext,
  deal: SeededDeal,
  meetings: readonly string[],
): void {
  for (let n = random.int(0, 2); n > 0; n--) {
    const day = random.int(deal.opened, deal.last)
    const isDone = random.isTrue(0.7)
    const due = day + random.int(3, 60)
    rows.add('task', {
      id: random.id(day),
      title: `${random.one(subjects)} (${deal.prospect.name})`,
      details: null,
      deal_id: deal.id,
      meeting_id: meetings.length > 0 && random.isTrue(0.4) ? random.one(meetings) : null,
      assignee_id: deal.officer.id,
      due_on: calendarDay(due),
      completed_on: isDone ? calendarDay(Math.min(due, until)) : null,
      completed_by_id: isDone ? deal.officer.id : null,
      entered_by_id: deal.lead.id,
      known_since: instant(day),
      ...versionColumns(instant(day), instant(isDone ? Math.min(due, until) : day), isDone ? 2 : 1),
    })
  }
}
