import type { Client } from 'pg'
import { demoAgencies, demoPassword } from '../../src/demo/people.js'
import { StartError } from '../../src/config/start-error.js'
import { hashPassword } from '../../src/user/session/password.js'
import { makeAgreements } from './agreement.js'
import { toDayNumber } from './calendar.js'
import { Random } from './random.js'
import { makeClaims } from './claim.js'
import { makeDeal } from './deal.js'
import { makeOrganisations } from './organisations.js'
import { makeLocations } from './location.js'
import type { SeedContext } from './context.js'
import { makeMeetings } from './meeting.js'
import { Names } from './names.js'
import { makeOutcome } from './outcome.js'
import { makeProjections } from './projection.js'
import { makeProspect, makeStakes } from './prospect.js'
import { bulkInsert } from './bulk-insert.js'
import { References } from './references.js'
import { SeedRows, tables } from './rows.js'
import { makeTasks } from './task.js'
import { makeTransitions } from './transition.js'

export interface SeedOptions {
  deals: number
  seed: number
  /** Prefix of the references. */
  region: string
  /** The last day of the data; the first is some eight years earlier. */
  until: string
  say: (line: string) => void
}

/** Number of deals inserted at a time, so that memory does not grow with their total. */
const portion = 1500

/**
 * Fills a database that has only the demo case, in one transaction. The same seed and size give the same rows, ids
 * included. Returns the e-mail address of the HEAD of the agency that leads most deals.
 */
export async function seed(owner: Client, options: SeedOptions): Promise<string> {
  await owner.query('begin')
  try {
    await refuseOwnData(owner)
    await disableTriggers(owner)
    const head = await fill(owner, options)
    // Triggers are off, so the search index is built here.
    await owner.query('select rebuild_search_index()')
    await owner.query('commit')
    await owner.query(`vacuum (analyze) search_entry, ${tables.map((table) => `"${table}"`).join(', ')}`)
    return head
  } catch (error) {
    await owner.query('rollback').catch(() => undefined)
    throw error
  }
}

async function fill(
  owner: Client,
  { deals, seed, region, until: lastDay, say }: SeedOptions,
): Promise<string> {
  const random = new Random(seed)
  const names = new Names(random)
  const until = toDayNumber(lastDay)
  const references = await References.from(owner, region)
  const rows = new SeedRows()
  const organisations = makeOrganisations(rows, random, names, until - 3100, await hashPassword(demoPassword))
  await bulkInsert(owner, rows)
  for (let done = 0; done < deals; done += portion) {
    const context = {
      rows: new SeedRows(),
      random,
      names,
      organisations,
      until,
      reference: references.next,
    }
    makePortion(context, Math.min(portion, deals - done))
    await bulkInsert(owner, context.rows)
    if (done === 0) await owner.query('analyze')
    say(`${Math.min(deals, done + portion)} of ${deals} deals`)
  }
  await references.keep(owner)
  return organisations.leads[0]!.users[0]!.email
}

/** Adds deals, with two companies for three deals. */
function makePortion(context: SeedContext, deals: number): void {
  const { random } = context
  const prospects = Array.from({ length: Math.ceil((deals * 2) / 3) }, () => makeProspect(context))
  makeStakes(context, prospects)
  const counts = prospects.map(() => 0)
  for (let n = 0; n < deals; n++) counts[random.int(0, prospects.length - 1)]! += 1
  prospects.forEach((prospect, index) => {
    const own = Array.from({ length: counts[index]! }, () => makeDeal(context, prospect))
    for (const deal of own) {
      makeTransitions(context, deal)
      makeOutcome(context, deal, {
        projection_ids: makeProjections(context, deal),
        location_id: makeLocations(context, deal),
        agreement_ids: makeAgreements(context, deal),
      })
      makeClaims(context, deal)
      makeTasks(
        context,
        deal,
        makeMeetings(
          context,
          deal,
          own.filter((other) => other !== deal),
        ),
      )
    }
  })
}

async function refuseOwnData(owner: Client): Promise<void> {
  const { rowCount } = await owner.query('select from agency where code <> all ($1) limit 1', [
    demoAgencies.map(({ code }) => code),
  ])
  if (rowCount)
    throw new StartError(
      'This database has data of its own: generated data is added only to a database with nothing but the demo case.',
    )
}

/** Turns off triggers and foreign keys, which check row by row. The generated rows meet them (test/seed.spec.ts). */
async function disableTriggers(owner: Client): Promise<void> {
  await owner.query('set local session_replication_role = replica').catch((error: Error) => {
    throw new StartError(
      `The role of DATABASE_URL must be a superuser, or have SET on session_replication_role: ${error.message}.`,
    )
  })
}
