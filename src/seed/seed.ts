import type { Client } from 'pg'
import { demoAgencies, demoPassword } from '../demo/people.js'
import { StartError } from '../start-error.js'
import { hashPassword } from '../user/password.js'
import { makeAgreements } from './agreement.js'
import { dayNumber } from './calendar.js'
import { Chance } from './chance.js'
import { makeClaims } from './claim.js'
import { makeDeal } from './deal.js'
import { makeHouse } from './house.js'
import { makeLocations } from './location.js'
import type { Making } from './making.js'
import { makeMeetings } from './meeting.js'
import { Names } from './names.js'
import { makeOutcome } from './outcome.js'
import { makeProjections } from './projection.js'
import { makeProspect, makeStakes } from './prospect.js'
import { put } from './put.js'
import { References } from './references.js'
import { Rows, tables } from './rows.js'
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

/** Deals put in at a time, so that memory does not grow with their number. */
const portion = 1500

/**
 * Fills a database that has nothing but the demo case, whole or not at all. The same seed and size give the same rows,
 * ids included. Gives the e-mail address of the HEAD of the agency that leads most deals.
 */
export async function seed(owner: Client, options: SeedOptions): Promise<string> {
  await owner.query('begin')
  try {
    await refuseOwnData(owner)
    await withoutTriggers(owner)
    const head = await fill(owner, options)
    // what triggers would have done
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
  const chance = new Chance(seed)
  const names = new Names(chance)
  const until = dayNumber(lastDay)
  const references = await References.from(owner, region)
  const rows = new Rows()
  const house = makeHouse(rows, chance, names, until - 3100, await hashPassword(demoPassword))
  await put(owner, rows)
  for (let done = 0; done < deals; done += portion) {
    const making = { rows: new Rows(), chance, names, house, until, reference: references.next }
    makePortion(making, Math.min(portion, deals - done))
    await put(owner, making.rows)
    if (done === 0) await owner.query('analyze')
    say(`${Math.min(deals, done + portion)} of ${deals} deals`)
  }
  await references.keep(owner)
  return house.leads[0]!.users[0]!.email
}

/** Two companies for three deals. */
function makePortion(making: Making, deals: number): void {
  const { chance } = making
  const prospects = Array.from({ length: Math.ceil((deals * 2) / 3) }, () => makeProspect(making))
  makeStakes(making, prospects)
  const counts = prospects.map(() => 0)
  for (let n = 0; n < deals; n++) counts[chance.int(0, prospects.length - 1)]! += 1
  prospects.forEach((prospect, index) => {
    const own = Array.from({ length: counts[index]! }, () => makeDeal(making, prospect))
    for (const deal of own) {
      makeTransitions(making, deal)
      makeProjections(making, deal)
      makeLocations(making, deal)
      makeOutcome(making, deal)
      makeAgreements(making, deal)
      makeClaims(making, deal)
      makeTasks(
        making,
        deal,
        makeMeetings(
          making,
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
      'This database has data of its own: invented data goes only into one with nothing but the demo case.',
    )
}

/** Triggers and foreign keys look at every single row; what goes in here is made to pass them. */
async function withoutTriggers(owner: Client): Promise<void> {
  await owner.query('set local session_replication_role = replica').catch((error: Error) => {
    throw new StartError(
      `The role of DATABASE_URL must be a superuser, or have SET on session_replication_role: ${error.message}.`,
    )
  })
}
