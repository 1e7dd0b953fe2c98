/** Every way to read: a claim and an agreement about an OPEN deal, under an embargo that hides them from FULL viewers. */
import { Client } from 'pg'
import { tokenHash } from '../../src/core/token.js'
import { serviceUrl } from '../../src/database/roles.js'
import { readAllText } from '../documents.js'
import { startTestService, type TestService } from '../test-service.js'
import { createUser } from './fixture.js'
import { runMutation } from './witnessed-deal.js'

const word = 'Quokka'
const later = '2190-01-01T00:00:00.000Z'
const week = '2018-W06'
const day = '2018-02-06'

let ancrage: TestService
let service: Client
let deal: string
let claim: string
let agreement: string
/** Tokens of users who all see the deal in full. */
const viewers: Record<string, string> = {}
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 100_000_000 })
  service = new Client({ connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url) })
  await service.connect()
  const member = await createUser(ancrage, { agency: 'liege-airport', role: 'OFFICER', clearance: 'OPEN' })
  viewers.circle = member.token
  for (const [name, agency, role] of [
    ['colleague', 'awex', 'HEAD'],
    ['other', 'cabinet-michel', 'CABINET'],
    ['admin', 'awex', 'ADMIN'],
  ] as const)
    viewers[name] = (await createUser(ancrage, { agency, role, clearance: 'SECRET' })).token
  const make = async (mutation: string, input: object) =>
    (await runMutation(ancrage, mutation, input)).id as string
  const prospect = await make('createProspect', { name: 'A company', confidentiality: 'OPEN' })
  const opening = { codeName: 'Lotus', title: 'A plant', openedOn: '2018-01-08', prospect }
  deal = await make('openDeal', { ...opening, confidentiality: 'OPEN' })
  const embargo = { embargoUntil: later, embargoCircle: { users: [member.id] } }
  const source = { kind: 'PRESS', name: `${word} Times` }
  const stated = { deal, statedOn: day, source }
  const first = await make('recordClaim', {
    ...{ ...stated, statement: 'Nothing will come of it', source: { kind: 'PRESS' } },
  })
  claim = await make('recordClaim', { ...stated, statement: `${word} comes`, disputes: first, ...embargo })
  agreement = await make('recordAgreement', {
    ...{ title: `${word} pact`, kind: 'MOU', standing: 'SIGNED', signedOn: day, deals: [deal] },
    parties: [{ prospect }, { name: `${word} party` }],
    ...embargo,
  })
  await make('issueWeeklySummary', { agency: 'awex', week })
}, 60_000)
afterAll(async () => {
  await service.end()
  await ancrage.stop()
})

/** Each read path, with the text that it answers to a bearer token. */
const graphql = (query: () => string) => async (token: string) => {
  const { data, errors } = await ancrage.send(token, `{ ${query()} }`)
  expect(errors).toBeUndefined()
  return JSON.stringify(data)
}
const download = (path: () => string) => async (token: string) => {
  const response = await fetch(`${ancrage.address}${path()}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const { status, headers } = response
  const document = { status, headers, body: Buffer.from(await response.arrayBuffer()) }
  return `${document.body.toString()} ${await readAllText(document)}`
}
const shows: Record<string, (token: string) => Promise<string>> = {
  'a list of claims': graphql(() => 'claims { nodes { statement source { name } gradings { standing } } }'),
  'a list of agreements': graphql(() => 'agreements { nodes { title parties { name } } }'),
  'an agreement by id': graphql(() => `agreement(id: "${agreement}") { title }`),
  'a claim by a filter': graphql(() => `claims(where: { id: { eq: "${claim}" } }) { nodes { statement } }`),
  'the deal': graphql(
    () =>
      `deal(id: "${deal}") { claims { nodes { statement } } agreements { nodes { title } } timeline { nodes { text } } }`,
  ),
  'the disputed claim': graphql(() => 'claims { nodes { disputedBy { nodes { statement } } } }'),
  'the search': graphql(() => `search(text: "${word}") { claim { statement } agreement { title } }`),
  'the history of the claim': graphql(() => `history(subject: "${claim}") { nodes { after } }`),
  'the history of the agreement': graphql(() => `history(subject: "${agreement}") { nodes { after } }`),
  'the weekly summary': graphql(
    () => `weeklySummary(agency: "awex", week: "${week}") { agreementsSigned { title } rumours { statement }
      facts { statement } disputes { disputedBy { statement } } }`,
  ),
  ...Object.fromEntries(
    ['json', 'csv', 'html', 'pdf', 'xlsx'].flatMap((format) => [
      [`the live document in ${format}`, download(() => `/summaries/awex/${week}.${format}`)],
      [`the issued document in ${format}`, download(() => `/summaries/awex/${week}/1.${format}`)],
    ]),
  ),
  'an export of claims': download(() => '/exports/claims.csv'),
  'an export of agreements': download(() => '/exports/agreements.csv'),
  'any table or view, by SQL': async (token) => {
    const { rows } = await ancrage.owner.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where relkind in ('r', 'v') and nspname in ('public', 'analytics')
          and has_any_column_privilege('ancrage_service', c.oid, 'SELECT')`,
    )
    const texts: string[] = []
    await service.query('begin')
    await service.query('select from authenticate_token($1)', [tokenHash(token)])
    for (const { name } of rows) {
      await service.query('savepoint here')
      await service.query<{ text: string }>(`select t::text as text from ${name} t`).then(
        (answer) => texts.push(...answer.rows.map(({ text }) => text)),
        () => service.query('rollback to savepoint here'),
      )
    }
    await service.query('rollback')
    return texts.join('\n')
  },
}

const counts: Record<string, () => string> = {
  'claims of the deal': () => `deal(id: "${deal}") { claims { totalCount } agreements { totalCount } }`,
  'deals by a claim': () =>
    `deals(where: { claims: { some: { statement: { contains: "${word}" } } } }) { totalCount }`,
  'deals by an agreement': () =>
    `deals(where: { agreements: { some: { title: { contains: "${word}" } } } }) { totalCount }`,
  'deals that lack an agreement': () =>
    `deals(where: { missing: { stage: COMMITTED, fact: { eq: signedAgreement } } }) { totalCount }`,
}

describe('under embargo', () => {
  it.each(Object.entries(shows))('%s shows the rows only to the circle', async (_, show) => {
    const seen: Record<string, boolean> = {}
    for (const [name, token] of Object.entries(viewers)) seen[name] = (await show(token)).includes(word)
    expect(seen).toEqual({ circle: true, colleague: false, other: false, admin: false })
  })

  it.each(Object.entries(counts))(
    'a count of %s is as without the rows outside the circle',
    async (_, query) => {
      const answers = await Promise.all(
        ['circle', 'colleague', 'other'].map((name) => graphql(query)(viewers[name]!)),
      )
      expect(answers[1]).toBe(answers[2])
      expect(answers[0]).not.toBe(answers[1])
    },
  )

  it('an issued summary stays the same for the others when the embargo has ended', async () => {
    const read = async () => {
      const response = await fetch(`${ancrage.address}/summaries/awex/${week}/1.json`, {
        headers: { authorization: `Bearer ${viewers.colleague}` },
      })
      // what differs today is no part of the revision
      const {
        today: _,
        differsToday: _differs,
        ...issued
      } = (await response.json()) as Record<string, unknown>
      return issued
    }
    const before = await read()
    await ancrage.owner.query(`update claim set embargo_until = '2018-02-07' where id = $1`, [claim])
    await ancrage.owner.query(`update agreement set embargo_until = '2018-02-07' where id = $1`, [agreement])
    expect(await shows['a list of claims']!(viewers.colleague!)).toContain(word)
    expect(await read()).toEqual(before)
  })
})
