import { dayOf } from '../core/time/day.js'
import { badField } from '../core/error/app-error.js'
import { periodOf, toPeriod, type PeriodCode } from '../core/time/period.js'
import type { ReportContext } from '../read/roots.js'
import { checkOf } from '../read/filter/values.js'

/** Returns the id of the agency as SQL. An unknown agency is rejected. */
export const agencyIdSql = ({ statement, args }: ReportContext): string =>
  `resolve_agency(${statement.param(args.agency, 'text', checkOf('word', 'agency'))}, 'agency')`

/** The code of a period and its first day, as SQL. */
export interface PeriodParams {
  code: string
  firstDay: string
}

/** Returns the requested week as parameters. Rejects a week that has not begun. */
export const weekParams = (context: ReportContext): PeriodParams => paramsOf(context, 'week')

/** Returns the period in the argument `name` as parameters. Rejects a period that has not begun. */
export const periodParams = (context: ReportContext, name = 'period'): PeriodParams => paramsOf(context, name)

const paramsOf = ({ statement, args }: ReportContext, name: string): PeriodParams => ({
  code: statement.param(args[name], 'text', (code) => checkPeriodBegun(code as string, name)),
  firstDay: statement.param(args[name], 'date', (code) => toPeriod(code as string).from),
})

/** Returns the code. Throws BAD_USER_INPUT for a period that has not begun. */
export function checkPeriodBegun(code: PeriodCode, path: string): PeriodCode {
  const { kind } = toPeriod(code)
  const current = periodOf(kind, dayOf(new Date()))
  if (code > current)
    throw badField(path, kind === 'WEEK' ? 'FUTURE_WEEK' : 'FUTURE_PERIOD', { value: code, current })
  return code
}

/** Returns `knownAt` as a parameter; now if it is left out or in the future. */
export const knownAtParam = ({ statement, args }: ReportContext): string =>
  statement.param(args.knownAt ?? null, 'timestamptz', (input) => {
    const now = new Date().toISOString()
    return typeof input === 'string' && input < now ? input : now
  })
