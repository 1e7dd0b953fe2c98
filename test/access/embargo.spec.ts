/** Users outside its circle do not see a row under embargo before its end, by the database's clock, in any query or document. */
import { Client } from 'pg'
import { tokenHash } from '../../src/core/token.js'
import { serviceUrl } from '../../src/database/roles.js'
import { startTestService, type TestService } from '../test-service.js'
import { createUser } from './fixture.js'
import { runMutation } from './witnessed-deal.js'

const later = '2190-01-01T00:00:00.000Z'
const week = '2018-W06'
const day = '2018-02-06'
const source = { kind: 'PRESS', name: 'Quokka Times' }

let ancrage: TestService
let service: Client
let insider: string
/** A HEAD of the agency that recorded the rows, outside the circle. */
let colleague: string
let outsider: string
let ids: { prospect: string; agreement: string; claim: string; first: string }
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 100_000_000 })
  service = new Client({ connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url) })
  await service.connect()
  const member = await createUser(ancrage, { agency: 'awex', role: 'OFFICER', clearance: 'OPEN' })
  insider = member.token
  colleague = (await createUser(ancrage, { agency: 'awex', role: 'HEAD', clearance: 'SECRET' })).token
  outsider = (await createUser(ancrage, { agency: 'cabinet-michel', role: 'HEAD', clearance: 'SECRET' }))
    .token
  ids = await createEmbargoedRows(member.id)
}, 60_000)
afterAll(async () => {
  await service.end()
  await ancrage.stop()
})

/** Creates an agreement and a claim under embargo, about an OPEN deal and its prospect. The claim disputes another one. */
async function createEmbargoedRows(member: string) {
  const embargoCircle = { users: [member] }
  const make = async (mutation: string, input: object) =>
    (await runMutation(ancrage, mutation, input)).id as string
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
    embargoCircle,
  })
  const about = { prospect, statedOn: day, source }
  const first = await make('recordClaim', { ...about, statement: 'Nothing will come of it' })
  const claim = await make('recordClaim', {
    ...about,
    statement: 'Quokka comes',
    disputes: first,
    embargoUntil: later,
    embargoCircle,
  })
  await make('issueWeeklySummary', { agency: 'awex', week })
  return { prospect, agreement, claim, first }
}

const query = `query ($prospect: ID!, $agreement: ID!, $claim: ID!, $first: ID!) {
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

/**
 * Returns whether the answer shows the rows under embargo. Fails if only a part of the answer shows them. Their history
 * is shown to who could see them when they were recorded.
 */
async function isShown(token: string, couldSeeThen = false): Promise<boolean> {
  const { data, errors } = await ancrage.send(token, query, ids)
  expect(errors).toBeUndefined()
  const { first: _, ...answer } = data
  const isVisible = answer.agreement !== null
  const count = { totalCount: isVisible ? 1 : 0 }
  expect(answer).toEqual({
    agreement: isVisible ? { title: 'Quokka pact' } : null,
    agreements: { ...count, nodes: isVisible ? [{ id: ids.agreement }] : [] },
    byParty: count,
    byAgreement: count,
    claims: { ...count, nodes: isVisible ? [{ id: ids.claim }] : [] },
    bySource: count,
    byClaim: count,
    without: { totalCount: isVisible ? 0 : 1 },
    disputed: count,
    disputes: {
      nodes: [{ disputedBy: { ...count, nodes: isVisible ? [{ statement: 'Quokka comes' }] : [] } }],
    },
    prospect: {
      agreements: count,
      claims: {
        totalCount: isVisible ? 2 : 1,
        nodes: expect.arrayContaining(isVisible ? [{ statement: 'Quokka comes' }] : []) as unknown[],
      },
    },
    weeklySummary: {
      agreementsSigned: isVisible ? [{ title: 'Quokka pact' }] : [],
      facts: [],
      // what is in an open dispute is listed as a dispute only
      rumours: expect.not.arrayContaining([{ statement: 'Quokka comes' }]) as unknown[],
      disputes: isVisible
        ? [{ claim: { statement: 'Nothing will come of it' }, disputedBy: { statement: 'Quokka comes' } }]
        : [],
    },
    ofAgreement: { nodes: isVisible && couldSeeThen ? [{ verb: 'recordAgreement' }] : [] },
    ofClaim: { nodes: isVisible && couldSeeThen ? [{ verb: 'recordClaim' }] : [] },
  })
  const document = await fetchIssuedSummary(token)
  expect(/quokka (comes|pact)/i.test(JSON.stringify(data) + document)).toBe(isVisible)
  return isVisible
}

async function fetchIssuedSummary(token: string): Promise<string> {
  const response = await fetch(`${ancrage.address}/summaries/awex/${week}.json`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(response.status).toBe(200)
  return response.text()
}

const setEmbargoEnd = (instant: string) =>
  Promise.all(
    ['agreement', 'claim'].map((table) =>
      ancrage.owner.query(`update ${table} set embargo_until = $1 where embargo_until is not null`, [
        instant,
      ]),
    ),
  )
/** Returns the time of the database's clock in milliseconds. */
const readClock = async () =>
  Number(
    (await ancrage.owner.query<{ at: string }>('select extract(epoch from clock_timestamp()) * 1000 as at'))
      .rows[0]!.at,
  )

it('the circle sees the rows during the embargo, colleagues and other agencies do not', async () => {
  await setEmbargoEnd(later)
  expect([await isShown(insider, true), await isShown(colleague), await isShown(outsider)]).toEqual([
    true,
    false,
    false,
  ])
})

it('every agency sees the rows after the embargo', async () => {
  await setEmbargoEnd('2018-02-07T00:00:00.000Z')
  expect([await isShown(insider, true), await isShown(outsider)]).toEqual([true, true])
})

it('other agencies see the rows within one second after the end of the embargo, and not in the second before', async () => {
  for (let lead = 1_000; ; lead *= 2) {
    const instant = Math.floor(await readClock()) + lead
    await setEmbargoEnd(new Date(instant).toISOString())
    const sides = new Set<string>()
    for (let before = 0; before < instant + 300;) {
      before = await readClock()
      const shown = await isShown(outsider).catch((error: unknown) => error)
      const after = await readClock()
      // a request that spans the end of the embargo may get either answer
      if (after < instant) expect([instant - after, shown]).toEqual([instant - after, false])
      if (before >= instant) expect([before - instant, shown]).toEqual([before - instant, true])
      if (after < instant && instant - before <= 1_000) sides.add('before')
      if (before >= instant && before - instant <= 1_000) sides.add('after')
    }
    // a busy machine may send no request in one of those two seconds: try again with a later end
    if (sides.size === 2 || lead > 8_000) return expect([...sides].sort()).toEqual(['after', 'before'])
  }
}, 60_000)

it.each([
  [-1_000, 1],
  [0, 1],
  [1, 0],
  [1_000, 0],
])(
  'an embargo is compared to the millisecond: an end %i ms from now shows %i row',
  async (ms, visibleRows) => {
    await service.query('begin')
    await service.query('select from authenticate_token($1)', [tokenHash(outsider)])
    const { rows } = await service.query<{ at: Date }>(`select date_trunc('milliseconds', now()) as at`)
    await setEmbargoEnd(new Date(rows[0]!.at.getTime() + ms).toISOString())
    const counts = await service.query(
      `select (select count(*)::int from agreement) as agreements, (select count(*)::int from claim where id = $1) as claims,
            (select count(*)::int from claim_grading where claim_id = $1) as gradings,
            (select count(*)::int from agreement_party) / 2 as parties`,
      [ids.claim],
    )
    await service.query('rollback')
    expect(counts.rows).toEqual([
      { agreements: visibleRows, claims: visibleRows, gradings: visibleRows, parties: visibleRows },
    ])
  },
)
