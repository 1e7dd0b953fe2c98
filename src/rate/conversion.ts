/** Sums in one currency: what a statement reads of rates. */
import { isCurrency } from '../core/money.js'
import { badField } from '../core/error/app-error.js'
import { quoteForMessage } from '../core/text.js'
import { parsePastDay } from '../core/time/as-of.js'
import type { ReportContext } from '../read/roots.js'

/** What a statement with ranges of money in it has to read. */
export interface Conversion {
  /** Row sets, of which `rate_used` has the ids of the rates that were needed. */
  sets: Record<string, string>
  /** What is joined to a row whose money is in `currency`. */
  join: (currency: string) => string
  /** A sum of the row, in the one currency. */
  sum: (amount: string, currency: string) => string
  /** The one currency; null where each sum stays in its own. */
  currency: string | null
}

export const noConversion: Conversion = {
  sets: { rate_used: 'select null::uuid as id where false' },
  join: () => '',
  sum: (amount) => amount,
  currency: null,
}

/** No reference rate is older than this on a day: they are not published at weekends and on a few holidays. */
export const oldestRate = 7

/**
 * Into the currency `currency`, over the euro, at the rates of the day `rateOn` or, left out, of `day`: of each currency the
 * latest of the seven days up to it. `known` decides between a rate and its correction. `moneys` is a set whose column
 * `currency` says what has to be converted.
 */
export function convertTo(
  { statement, args }: ReportContext,
  { day, known: knownAt }: { day: string; known: string },
  moneys: string,
): Conversion {
  const target = statement.param(args.currency, 'text', checkCurrency)
  const on =
    args.rateOn == null ? day : statement.param(args.rateOn, 'date', (input) => parsePastDay(input, 'rateOn'))
  return {
    sets: {
      rate_needed: `select distinct unnest(array[currency, ${target}]) as currency from (${moneys}) m where currency <> ${target}`,
      rate_found: `select n.currency, r.id, r.rate from rate_needed n left join lateral (${latest(on, knownAt)}) r on true where n.currency <> 'EUR'`,
      rate_there: `select currency, id, rate from rate_found
        where check_exchange_rates((select array_agg(currency order by currency) from rate_found where id is null), ${on})`,
      rate_used: 'select id from rate_there',
    },
    join: (currency) => `left join rate_there rate on rate.currency = ${currency}`,
    sum: (amount, currency) =>
      `case when ${currency} = ${target} then ${amount}
        else ${amount} * coalesce((select rate from rate_there where currency = ${target}), 1) / coalesce(rate.rate, 1) end`,
    currency: target,
  }
}

/** What was recorded by then counts, so that a question asked again as of an instant has the same answer; else what came later. */
const latest = (on: string, knownAt: string): string =>
  `select r.id, r.rate from exchange_rate r
    where r.currency = n.currency and r.day <= ${on} and r.day > ${on} - ${oldestRate}
    order by r.recorded_at > ${knownAt}, r.day desc, case when r.recorded_at <= ${knownAt} then r.recorded_at end desc, r.recorded_at limit 1`

function checkCurrency(input: unknown): unknown {
  if (isCurrency(String(input))) return input
  throw badField('currency', 'UNKNOWN_CURRENCY', { value: quoteForMessage(input) })
}
