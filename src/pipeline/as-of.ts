import { parsePastDay, limitToNow } from '../core/time/as-of.js'
import type { ReportContext } from '../read/roots.js'

/** The parameters of a report as of a day: it counts what had happened by `day`, as far as it was recorded by `known`. */
export interface AsOf {
  day: string
  knownAt: string
}

/** Returns the arguments `asOf` and `knownAt` as parameters; the defaults are today in Brussels, and now. */
export const asOfParams = ({ statement, args }: ReportContext): AsOf => ({
  day: statement.param(args.asOf ?? null, 'date', (input) => parsePastDay(input, 'asOf')),
  knownAt: statement.param(args.knownAt ?? null, 'timestamptz', limitToNow),
})
