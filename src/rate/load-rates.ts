/** Loads a file of reference rates: all of it or nothing, each rate once. */
import { createHash } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import { dayOf, type Day } from '../core/time/day.js'
import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { audit } from '../write/audit.js'
import { insertRow } from '../write/rows.js'
import { parseEcbRates, type Rate } from './ecb.js'
import { RateLoad } from './exchange-rate.entity.js'

export interface RateFile {
  text: string
  source?: string | null
  corrects?: boolean | null
}

const publisher = 'European Central Bank, euro foreign exchange reference rates'

/**
 * Loads the rates of `text`. Rates already stored stay as they are; a different value is rejected unless `corrects`.
 * `path` is the input path or file name named in errors.
 */
export async function loadRates(
  scope: Scope,
  { text, source, corrects }: RateFile,
  path: string,
): Promise<RateLoad> {
  const rates = parseEcbRates(text, path)
  checkPast(rates, dayOf(scope.now), path)
  // serialises two loads of the same file, which would otherwise both add its rates
  await scope.db.query('select pg_advisory_xact_lock(hashtext($1))', ['exchange_rate'])
  const { fresh, differing } = compareRates(rates, await findStoredRates(scope.db, rates))
  if (differing[0] && !corrects) throw badField(path, 'RATE_DIFFERS', differing[0])
  const load = createLoad(scope, { text, source }, rates, fresh.length, differing.length)
  await insertRow(scope.db, RateLoad, load)
  await insertRates(scope, load.id, [...fresh, ...differing])
  await audit(scope, { verb: 'loadExchangeRates', subject: 'RateLoad', id: load.id, after: load })
  return load
}

/** Rejects rates of a future day: none are published yet, so the file is wrong. */
function checkPast(rates: Rate[], today: Day, path: string): void {
  const future = rates.find(({ day }) => day > today)
  if (future) throw badField(path, 'FUTURE_DAY', { value: future.day, today })
}

function createLoad(
  { viewer, now }: Scope,
  { text, source }: RateFile,
  rates: Rate[],
  fresh: number,
  differing: number,
): RateLoad {
  const days = rates.map(({ day }) => day).sort()
  return Object.assign(new RateLoad(), {
    id: uuidv7(now),
    byId: viewer.id,
    recordedAt: now,
    source: source ?? publisher,
    sha256: createHash('sha256').update(text).digest('hex'),
    added: fresh,
    unchanged: rates.length - fresh - differing,
    corrected: differing,
    firstDay: days[0]!,
    lastDay: days.at(-1)!,
  })
}

interface DifferingRate extends Rate {
  storedRate: string
}

const keyOf = ({ currency, day }: Pick<Rate, 'currency' | 'day'>): string => `${currency} ${day}`

function compareRates(
  rates: Rate[],
  existing: Map<string, string>,
): { fresh: Rate[]; differing: DifferingRate[] } {
  const differing = rates.flatMap((rate) => {
    const before = existing.get(keyOf(rate))
    return before !== undefined && !isSameNumber(before, rate.rate) ? [{ ...rate, storedRate: before }] : []
  })
  return { fresh: rates.filter((rate) => !existing.has(keyOf(rate))), differing }
}

/** Whether two decimals are the same number, leading and trailing zeros aside. */
const isSameNumber = (a: string, b: string): boolean => stripZeros(a) === stripZeros(b)
const stripZeros = (rate: string): string =>
  (rate.includes('.') ? rate.replace(/\.?0+$/, '') : rate).replace(/^0+(?=\d)/, '')

/** Returns the stored rates of these days by currency and day: of a rate and its corrections, the one recorded last. */
async function findStoredRates(db: EntityManager, rates: Rate[]): Promise<Map<string, string>> {
  const days = rates.map(({ day }) => day)
  const results = await db.query<Rate[]>(
    `select distinct on (currency, day) currency, day::text, rate::text from exchange_rate
      where day = any($1::date[]) order by currency, day, recorded_at desc`,
    [[...new Set(days)]],
  )
  return new Map(results.map((rate) => [keyOf(rate), rate.rate]))
}

async function insertRates({ db, now }: Scope, loadId: string, rates: Rate[]): Promise<void> {
  await db.query(
    `insert into exchange_rate (id, currency, day, rate, recorded_at, load_id)
      select g.id, g.currency, g.day, g.rate, $5, $6 from unnest($1::uuid[], $2::text[], $3::date[], $4::numeric[]) g(id, currency, day, rate)`,
    [
      rates.map(() => uuidv7(now)),
      rates.map(({ currency }) => currency),
      rates.map(({ day }) => day),
      rates.map(({ rate }) => rate),
      now,
      loadId,
    ],
  )
}
