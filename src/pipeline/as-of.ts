import { parsePastDay, limitToNow } from '../core/time/as-of.js'
import type { ReportContext } from '../read/roots.js'

/** From where a report looks, as parameters of its statement: what had happened by the day, as far as it was recorded by the instant. */
export interface AsOf {
  day: string
  known: string
}

/** The arguments `asOf` and `knownAt`; left out: today in Brussels, and now. */
export const asOfParams = ({ statement, args }: ReportContext): AsOf => ({
  day: statement.param(args.asOf ?? null, 'date', (input) => parsePastDay(input, 'asOf')),
  known: statement.param(args.knownAt ?? null, 'timestamptz', limitToNow),
})
