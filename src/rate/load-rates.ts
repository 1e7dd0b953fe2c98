/** Reads reference rates in: each rate once, whole or not at all. */
import { createHash } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import { dayOf, type Day } from '../core/time/day.js'
import { badField } from '../core/error/app-error.js'
import type { Scope } from '../core/scope.js'
import { uuidv7 } from '../core/uuid.js'
import { audit } from '../write/audit.js'
import { insertRow } from '../write/rows.js'
import { ecbRates, type Rate } from './ecb.js'
import { RateLoad } from './exchange-rate.entity.js'

export interface Loading {
  text: string
  source?: string | null
  corrects?: boolean | null
}

const publisher = 'European Central Bank, euro foreign exchange reference rates'

/** `path` is where the text was given. What is known already is left as it is; what differs is refused unless it corrects. */
export async function loadRates(
  scope: Scope,
  { text, source, corrects }: Loading,
  path: string,
): Promise<RateLoad> {
  const rates = ecbRates(text, path)
  checkPast(rates, dayOf(scope.now), path)
  // two who read the same file in take turns, or both would add its rates
  await scope.db.query('select pg_advisory_xact_lock(hashtext($1))', ['exchange_rate'])
  const { fresh, differing } = compared(rates, await known(scope.db, rates))
  if (differing[0] && !corrects) throw badField(path, 'RATE_DIFFERS', differing[0])
  const load = rowOf(scope, { text, source }, rates, fresh.length, differing.length)
  await insertRow(scope.db, RateLoad, load)
  await insertRates(scope, load.id, [...fresh, ...differing])
  await audit(scope, { verb: 'loadExchangeRates', subject: 'RateLoad', id: load.id, after: load })
  return load
}

/** A day to come has no rate yet: its file is mistaken. */
function checkPast(rates: Rate[], today: Day, path: string): void {
  const early = rates.find(({ day }) => day > today)
  if (early) throw badField(path, 'FUTURE_DAY', { value: early.day, today })
}

function rowOf(
  { viewer, now }: Scope,
  { text, source }: Loading,
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

interface Differing extends Rate {
  known: string
}

const keyOf = ({ currency, day }: Pick<Rate, 'currency' | 'day'>): string => `${currency} ${day}`

function compared(rates: Rate[], existing: Map<string, string>): { fresh: Rate[]; differing: Differing[] } {
  const differing = rates.flatMap((rate) => {
    const before = existing.get(keyOf(rate))
    return before !== undefined && !same(before, rate.rate) ? [{ ...rate, known: before }] : []
  })
  return { fresh: rates.filter((rate) => !existing.has(keyOf(rate))), differing }
}

/** The same number, however many zeros end it. */
const same = (a: string, b: string): boolean => plain(a) === plain(b)
const plain = (rate: string): string =>
  (rate.includes('.') ? rate.replace(/\.?0+$/, '') : rate).replace(/^0+(?=\d)/, '')

/** The rates that count of these days. */
async function known(db: EntityManager, rates: Rate[]): Promise<Map<string, string>> {
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
