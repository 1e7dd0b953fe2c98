/** Viewers who see a deal masked do not see the persons who work on it, just as they do not see its officer and team. */
import type { GraphQLObjectType } from 'graphql'
import { startTestService, type TestService } from '../test-service.js'
import { readAllText } from '../documents.js'
import { schema } from '../schema.js'
import { selectField } from './selection.js'
import { createUser } from './fixture.js'

const name = 'Quokka Worker'
const week = '2018-W06'

let ancrage: TestService
let deal: string
let worker: { id: string; token: string }
/** Token of a viewer who sees the deal masked. */
let maskedToken: string
/** Token of a viewer with full access. */
let fullToken: string
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 100_000_000 })
  worker = await createUser(ancrage, { agency: 'liege-airport', role: 'HEAD', clearance: 'SECRET' })
  await ancrage.owner.query('update "user" set name = $2 where id = $1', [worker.id, name])
  maskedToken = (await createUser(ancrage, { agency: 'cabinet-michel', role: 'HEAD', clearance: 'SECRET' }))
    .token
  fullToken = (await createUser(ancrage, { agency: 'liege-airport', role: 'HEAD', clearance: 'SECRET' }))
    .token
  deal = await createWorkedDeal()
})
afterAll(() => ancrage.stop())

async function write(mutation: string, input: object, token = worker.token): Promise<any> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`
  const { data, errors } = await ancrage.send(token, text, { input })
  if (errors) throw new Error(JSON.stringify(errors))
  return data[mutation]
}

/** Creates a deal that one person moves, projects and corrects. Returns its id. */
async function createWorkedDeal(): Promise<string> {
  const opened = { codeName: 'Narwhal', title: 'A title', confidentiality: 'RESTRICTED' }
  const { id } = await write('openDeal', { ...opened, openedOn: '2018-01-08', officer: worker.id })
  for (const [to, effectiveOn] of [
    ['CONTACTED', '2018-02-05'],
    ['DORMANT', '2018-02-06'],
  ]) {
    const { version } = (await ancrage.send(worker.token, `{ deal(id: "${id}") { version } }`)).data.deal
    await write('moveDeal', { id, version, to, effectiveOn, reason: 'They called' })
  }
  const { nodes } = (
    await ancrage.send(
      worker.token,
      `{ deal(id: "${id}") { transitions(orderBy: [{ ordinal: DESC }]) { nodes { id } } } }`,
    )
  ).data.deal.transitions
  const { version } = (await ancrage.send(worker.token, `{ deal(id: "${id}") { version } }`)).data.deal
  await write('correctMove', { move: nodes[0].id, version, effectiveOn: '2018-02-07', reason: 'Wrong' })
  await write('addLocation', { deal: id, town: 'Venlo', country: 'NL', standing: 'CANDIDATE' })
  await write('addToNeedToKnow', { deal: id, user: worker.id })
  const projection = { deal: id, kind: 'DIRECT', horizon: 'FULL', low: 30, standing: 'REPORTED' }
  const source = { kind: 'PRESS' }
  await write('projectJobs', { ...projection, statedOn: '2018-02-06', source })
  await write('issueWeeklySummary', { agency: 'liege-airport', week }, fullToken)
  return id
}

/** Returns queries for all fields of the deal and of its weekly summary, a few fields each. */
const dealQueries = () => {
  const fields = Object.values((schema.getType('Deal') as GraphQLObjectType).getFields())
  return [
    ...fields
      .flatMap((field) => selectField(field, 2))
      .map((selection) => `deal(id: "${deal}") { ${selection} }`),
    `weeklySummary(agency: "liege-airport", week: "${week}") { movements { by { id name agency { code } } } projections { by { id name } } }`,
    `jobProjections { nodes { by { id name agency { code } } } }`,
  ]
}
const filters = (field: string) => [
  `deals(where: { transitions: { some: { by: ${field} } } }) { totalCount }`,
  `deals(where: { jobProjections: { some: { by: ${field} } } }) { totalCount }`,
  `deals(where: { officer: ${field} }) { totalCount }`,
  `jobProjections(where: { by: ${field} }) { totalCount }`,
]
const documents = ['json', 'csv', 'html', 'pdf', 'xlsx'].flatMap((format) => [
  `/summaries/liege-airport/${week}.${format}`,
  `/summaries/liege-airport/${week}/1.${format}`,
])

async function runQuery(token: string, query: string): Promise<string> {
  const { data, errors } = await ancrage.send(token, `{ ${query} }`)
  if (errors) throw new Error(JSON.stringify(errors))
  return JSON.stringify(data)
}

async function fetchText(token: string, path: string): Promise<string> {
  const response = await fetch(`${ancrage.address}${path}`, { headers: { authorization: `Bearer ${token}` } })
  const { status, headers } = response
  const document = { status, headers, body: Buffer.from(await response.arrayBuffer()) }
  return `${document.body.toString()} ${await readAllText(document)}`
}

const mentionsWorker = (text: string) => text.includes(name) || text.includes(worker.id)

describe('a person who works on a deal', () => {
  it('is in no field for a viewer who sees the deal masked', async () => {
    for (const question of dealQueries())
      expect([question, mentionsWorker(await runQuery(maskedToken, question))]).toEqual([question, false])
  })

  it('is visible to a viewer with full access', async () => {
    const texts = await Promise.all(dealQueries().map((question) => runQuery(fullToken, question)))
    expect(texts.filter(mentionsWorker).length).toBeGreaterThan(6)
  })

  it('is found by filters only with full access', async () => {
    const own = `{ id: { eq: "${worker.id}" } }`
    const others = '{ id: { eq: "0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10" } }'
    for (const [n, filter] of filters(own).entries()) {
      expect(await runQuery(maskedToken, filter)).toBe(await runQuery(maskedToken, filters(others)[n]!))
      expect([filter, (await runQuery(fullToken, filter)).includes('"totalCount":0')]).toEqual([
        filter,
        false,
      ])
    }
  })

  it.each(documents)('is named in %s only for viewers with full access', async (path) => {
    expect(await fetchText(worker.token, path)).toContain(name)
    const text = await fetchText(maskedToken, path)
    expect(text).toContain('Narwhal')
    expect(text).not.toContain(name)
  })
})
