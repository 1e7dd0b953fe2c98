/** Conversion of sums to one currency within a report statement. */
import { isCurrency } from '../core/money.js'
import { badField } from '../core/error/app-error.js'
import { quoteForMessage } from '../core/validation/text.js'
import { parsePastDay } from '../core/time/as-of.js'
import type { ReportContext } from '../read/roots.js'

/** The SQL parts that a report statement needs to add up money. */
export interface Conversion {
  /** Named row sets; `rate_used` has the ids of the rates used. */
  sets: Record<string, string>
  /** Returns the join for a row whose money is in `currency`. */
  join: (currency: string) => string
  /** Returns the SQL of `amount` in the target currency. */
  sum: (amount: string, currency: string) => string
  /** SQL of the target currency; null if each sum stays in its own. */
  currency: string | null
}

export const noConversion: Conversion = {
  sets: { rate_used: 'select null::uuid as id where false' },
  join: () => '',
  sum: (amount) => amount,
  currency: null,
}

/** Days for which a rate stays usable: rates are not published at weekends and on a few holidays. */
const maxRateAgeDays = 7

/**
 * Returns the conversion to the argument `currency`, through the euro, at the rates of the argument `rateOn` (default:
 * `day`): for each currency the latest rate of the seven days up to it. check_exchange_rates.sql raises NO_RATE if one has
 * none. `known` is the instant that decides between a rate and its correction. `moneys` is a row set whose column `currency`
 * lists the currencies to convert.
 */
export function convertTo(
  { statement, args }: ReportContext,
  { day, knownAt }: { day: string; knownAt: string },
  moneys: string,
): Conversion {
  const target = statement.param(args.currency, 'text', checkCurrency)
  const on =
    args.rateOn == null ? day : statement.param(args.rateOn, 'date', (input) => parsePastDay(input, 'rateOn'))
  return {
    sets: {
      rate_needed: `select distinct unnest(array[currency, ${target}]) as currency from (${moneys}) m where currency <> ${target}`,
      rate_found: `select n.currency, r.id, r.rate from rate_needed n left join lateral (${latestRateSql(on, knownAt)}) r on true where n.currency <> 'EUR'`,
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

/**
 * Returns the SQL of the rate that counts. Rates recorded by `knownAt` come first, so that a report repeated as of that
 * instant has the same result; without one, the first recorded later counts.
 */
const latestRateSql = (on: string, knownAt: string): string =>
  `select r.id, r.rate from exchange_rate r
    where r.currency = n.currency and r.day <= ${on} and r.day > ${on} - ${maxRateAgeDays}
    order by r.recorded_at > ${knownAt}, r.day desc, case when r.recorded_at <= ${knownAt} then r.recorded_at end desc, r.recorded_at limit 1`

function checkCurrency(input: unknown): unknown {
  if (isCurrency(String(input))) return input
  throw badField('currency', 'UNKNOWN_CURRENCY', { value: quoteForMessage(input) })
}
