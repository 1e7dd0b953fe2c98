import { dayOf } from '../core/day.js'
import { badField } from '../core/problem.js'
import { weekOf, weekRange } from '../core/week.js'
import type { Asking } from '../read/roots.js'
import { checkOf } from '../read/values.js'

/** An agency that is not there refuses the question. */
export const agencyNamed = ({ statement, args }: Asking): string =>
  `resolve_agency(${statement.param(args.agency, 'text', checkOf('word', 'agency'))}, 'agency')`

/** The week as asked, and its Monday. A week that has not begun has nothing to sum up. */
export const daysOf = ({ statement, args }: Asking): { week: string; monday: string } => ({
  week: statement.param(args.week, 'text', (week) => begun(week as string)),
  monday: statement.param(args.week, 'date', (week) => weekRange(week as string).from),
})

function begun(week: string): string {
  const current = weekOf(dayOf(new Date()))
  if (week > current) throw badField('week', 'FUTURE_WEEK', { value: week, current })
  return week
}

/** Nothing is known yet of what will be recorded later. */
export const knownBy = ({ statement, args }: Asking): string =>
  statement.param(args.knownAt ?? null, 'timestamptz', (given) => {
    const now = new Date().toISOString()
    return typeof given === 'string' && given < now ? given : now
  })
