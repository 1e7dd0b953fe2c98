/** What is under embargo is not there for others until its instant, by the database's clock, whichever way it is asked for. */
import { Client } from 'pg'
import { tokenHash } from '../../src/core/token.js'
import { serviceUrl } from '../../src/database/roles.js'
import { anAncrage, type Ancrage } from '../ancrage.js'
import { createUser } from './world.js'
import { create } from './witnessed-deal.js'

const later = '2190-01-01T00:00:00.000Z'
const week = '2018-W06'
const day = '2018-02-06'
const source = { kind: 'PRESS', name: 'Quokka Times' }

let ancrage: Ancrage
let service: Client
let insider: string
let outsider: string
let ids: { prospect: string; agreement: string; claim: string; first: string }
beforeAll(async () => {
  ancrage = await anAncrage({ costPerMinute: 100_000_000 })
  service = new Client({ connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url) })
  await service.connect()
  insider = (await createUser(ancrage, { agency: 'awex', role: 'OFFICER', clearance: 'OPEN' })).token
  outsider = (await createUser(ancrage, { agency: 'cabinet-michel', role: 'HEAD', clearance: 'SECRET' }))
    .token
  ids = await planted()
}, 60_000)
afterAll(async () => {
  await service.end()
  await ancrage.stop()
})

/** About a company that everybody knows, of an OPEN deal: an agreement, and a claim that disputes another. */
async function planted() {
  const make = async (mutation: string, input: object) =>
    (await create(ancrage, mutation, input)).id as string
  const prospect = await make('createProspect', { name: 'A company' })
  await make('openDeal', {
    codeName: 'Lotus',
    title: 'A plant',
    confidentiality: 'OPEN',
    openedOn: '2018-01-08',
    prospect,
  })
  const parties = [{ agency: 'awex' }, { prospect }]
  const signed = { kind: 'MOU', standing: 'SIGNED', signedOn: day, confidentiality: 'OPEN' }
  const agreement = await make('recordAgreement', {
    title: 'Quokka pact',
    parties,
    ...signed,
    embargoUntil: later,
  })
  const about = { prospect, statedOn: day, source }
  const first = await make('recordClaim', { ...about, statement: 'Nothing will come of it' })
  const claim = await make('recordClaim', {
    ...about,
    statement: 'Quokka comes',
    disputes: first,
    embargoUntil: later,
  })
  await make('issueWeeklySummary', { agency: 'awex', week })
  return { prospect, agreement, claim, first }
}

const ways = `query ($prospect: ID!, $agreement: ID!, $claim: ID!, $first: ID!) {
  agreement(id: $agreement) { title }
  agreements(where: { title: { contains: "quokka" } }) { totalCount nodes { id } }
  byParty: agreements(where: { parties: { some: { agency: { code: { eq: "awex" } } } } }) { totalCount }
  byAgreement: prospects(where: { agreements: { some: { title: { contains: "quokka" } } } }) { totalCount }
  claims(where: { statement: { contains: "quokka" } }) { totalCount nodes { id } }
  bySource: claims(where: { source: { name: { contains: "quokka" } }, id: { ne: $first } }) { totalCount }
  byClaim: prospects(where: { claims: { some: { statement: { contains: "quokka" } } } }) { totalCount }
  without: prospects(where: { id: { eq: $prospect }, claims: { none: { statement: { contains: "quokka" } } } }) { totalCount }
  disputed: claims(where: { disputedBy: { some: { id: { eq: $claim } } } }) { totalCount }
  disputes: claims(where: { id: { eq: $first } }) { nodes { disputedBy { totalCount nodes { statement } } } }
  prospect(id: $prospect) { agreements { totalCount } claims { totalCount nodes { statement } } }
  weeklySummary(agency: "awex", week: "${week}") {
    agreementsSigned { title } facts { statement } rumours { statement } disputes { disputedBy { statement } claim { statement } }
  }
  ofAgreement: history(subject: $agreement, first: 1) { nodes { verb } }
  ofClaim: history(subject: $claim, first: 1) { nodes { verb } }
}`

/** Whether all that was asked shows it, or none of it does; anything between is a fault. */
async function isShown(token: string): Promise<boolean> {
  const { data, errors } = await ancrage.send(token, ways, ids)
  expect(errors).toBeUndefined()
  const { first: _, ...found } = data
  const is = found.agreement !== null
  const count = { totalCount: is ? 1 : 0 }
  expect(found).toEqual({
    agreement: is ? { title: 'Quokka pact' } : null,
    agreements: { ...count, nodes: is ? [{ id: ids.agreement }] : [] },
    byParty: count,
    byAgreement: count,
    claims: { ...count, nodes: is ? [{ id: ids.claim }] : [] },
    bySource: count,
    byClaim: count,
    without: { totalCount: is ? 0 : 1 },
    disputed: count,
    disputes: { nodes: [{ disputedBy: { ...count, nodes: is ? [{ statement: 'Quokka comes' }] : [] } }] },
    prospect: {
      agreements: count,
      claims: {
        totalCount: is ? 2 : 1,
        nodes: expect.arrayContaining(is ? [{ statement: 'Quokka comes' }] : []) as unknown[],
      },
    },
    weeklySummary: {
      agreementsSigned: is ? [{ title: 'Quokka pact' }] : [],
      facts: [],
      rumours: expect.arrayContaining(is ? [{ statement: 'Quokka comes' }] : []) as unknown[],
      disputes: is
        ? [{ claim: { statement: 'Nothing will come of it' }, disputedBy: { statement: 'Quokka comes' } }]
        : [],
    },
    ofAgreement: { nodes: is ? [{ verb: 'recordAgreement' }] : [] },
    ofClaim: { nodes: is ? [{ verb: 'recordClaim' }] : [] },
  })
  const document = await issuedAs(token)
  expect(/quokka (comes|pact)/i.test(JSON.stringify(data) + document)).toBe(is)
  return is
}

async function issuedAs(token: string): Promise<string> {
  const response = await fetch(`${ancrage.address}/summaries/awex/${week}.json`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(response.status).toBe(200)
  return response.text()
}

const until = (instant: string) =>
  Promise.all(
    ['agreement', 'claim'].map((table) =>
      ancrage.owner.query(`update ${table} set embargo_until = $1 where embargo_until is not null`, [
        instant,
      ]),
    ),
  )
/** Milliseconds, by the database's clock. */
const clock = async () =>
  Number(
    (await ancrage.owner.query<{ at: string }>('select extract(epoch from clock_timestamp()) * 1000 as at'))
      .rows[0]!.at,
  )

it('the agency that knows of it sees it all along', async () => {
  await until(later)
  expect([await isShown(insider), await isShown(outsider)]).toEqual([true, false])
})

it('the agency that knows is told nothing different when the instant comes, the others then know all of it', async () => {
  await until('2018-02-07T00:00:00.000Z')
  expect([await isShown(insider), await isShown(outsider)]).toEqual([true, true])
})

it('is there within a second after its instant, and not within the second before', async () => {
  for (let lead = 1_000; ; lead *= 2) {
    const instant = Math.floor(await clock()) + lead
    await until(new Date(instant).toISOString())
    const sides = new Set<string>()
    for (let before = 0; before < instant + 300;) {
      before = await clock()
      const shown = await isShown(outsider).catch((error: unknown) => error)
      const after = await clock()
      // what was asked on both sides of the instant may be either
      if (after < instant) expect([instant - after, shown]).toEqual([instant - after, false])
      if (before >= instant) expect([before - instant, shown]).toEqual([before - instant, true])
      if (after < instant && instant - before <= 1_000) sides.add('before')
      if (before >= instant && before - instant <= 1_000) sides.add('after')
    }
    // a machine that was too busy to ask at all in those two seconds is given more of them
    if (sides.size === 2 || lead > 8_000) return expect([...sides].sort()).toEqual(['after', 'before'])
  }
}, 60_000)

it.each([
  [-1_000, 1],
  [0, 1],
  [1, 0],
  [1_000, 0],
])('is compared to the millisecond: %i ms from now %i are seen', async (ms, seen) => {
  await service.query('begin')
  await service.query('select from authenticate_token($1)', [tokenHash(outsider)])
  const { rows } = await service.query<{ at: Date }>(`select date_trunc('milliseconds', now()) as at`)
  await until(new Date(rows[0]!.at.getTime() + ms).toISOString())
  const counts = await service.query(
    `select (select count(*)::int from agreement) as agreements, (select count(*)::int from claim where id = $1) as claims,
            (select count(*)::int from claim_grading where claim_id = $1) as gradings,
            (select count(*)::int from agreement_party) / 2 as parties`,
    [ids.claim],
  )
  await service.query('rollback')
  expect(counts.rows).toEqual([{ agreements: seen, claims: seen, gradings: seen, parties: seen }])
})
