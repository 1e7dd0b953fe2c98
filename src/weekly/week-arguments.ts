import { dayOf } from '../core/time/day.js'
import { badField } from '../core/error/app-error.js'
import { weekOf, weekRange } from '../core/time/week.js'
import type { ReportContext } from '../read/roots.js'
import { checkOf } from '../read/filter/values.js'

/** Returns the id of the agency as SQL. An unknown agency is rejected. */
export const agencyIdSql = ({ statement, args }: ReportContext): string =>
  `resolve_agency(${statement.param(args.agency, 'text', checkOf('word', 'agency'))}, 'agency')`

/** Returns the requested week and its Monday as parameters. Rejects a week that has not begun. */
export const weekParams = ({ statement, args }: ReportContext): { week: string; monday: string } => ({
  week: statement.param(args.week, 'text', (week) => checkWeekBegun(week as string)),
  monday: statement.param(args.week, 'date', (week) => weekRange(week as string).from),
})

function checkWeekBegun(week: string): string {
  const current = weekOf(dayOf(new Date()))
  if (week > current) throw badField('week', 'FUTURE_WEEK', { value: week, current })
  return week
}

/** Returns `knownAt` as a parameter; now if it is left out or in the future. */
export const knownAtParam = ({ statement, args }: ReportContext): string =>
  statement.param(args.knownAt ?? null, 'timestamptz', (input) => {
    const now = new Date().toISOString()
    return typeof input === 'string' && input < now ? input : now
  })
