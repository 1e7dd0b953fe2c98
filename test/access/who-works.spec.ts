/** Who works on a deal is withheld, as its officer and team are, from whoever sees it masked. */
import type { GraphQLObjectType } from 'graphql'
import { anAncrage, type Ancrage } from '../ancrage.js'
import { readAllText } from '../documents.js'
import { schema } from '../schema.js'
import { part } from './selection.js'
import { createUser } from './world.js'

const name = 'Quokka Worker'
const week = '2018-W06'

let ancrage: Ancrage
let deal: string
let worker: { id: string; token: string }
/** Sees the deal masked. */
let masked: string
let whole: string
beforeAll(async () => {
  ancrage = await anAncrage({ costPerMinute: 100_000_000 })
  worker = await createUser(ancrage, { agency: 'liege-airport', role: 'HEAD', clearance: 'SECRET' })
  await ancrage.owner.query('update "user" set name = $2 where id = $1', [worker.id, name])
  masked = (await createUser(ancrage, { agency: 'cabinet-michel', role: 'HEAD', clearance: 'SECRET' })).token
  whole = (await createUser(ancrage, { agency: 'liege-airport', role: 'HEAD', clearance: 'SECRET' })).token
  deal = await worked()
})
afterAll(() => ancrage.stop())

async function written(mutation: string, input: object, token = worker.token): Promise<any> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`
  const { data, errors } = await ancrage.send(token, text, { input })
  if (errors) throw new Error(JSON.stringify(errors))
  return data[mutation]
}

/** A deal that was moved, projected and corrected by one person. */
async function worked(): Promise<string> {
  const opened = { codeName: 'Narwhal', title: 'A title', confidentiality: 'RESTRICTED' }
  const { id } = await written('openDeal', { ...opened, openedOn: '2018-01-08', officer: worker.id })
  for (const [to, effectiveOn] of [
    ['CONTACTED', '2018-02-05'],
    ['DORMANT', '2018-02-06'],
  ]) {
    const { version } = (await ancrage.send(worker.token, `{ deal(id: "${id}") { version } }`)).data.deal
    await written('moveDeal', { id, version, to, effectiveOn, reason: 'They called' })
  }
  const { nodes } = (
    await ancrage.send(
      worker.token,
      `{ deal(id: "${id}") { transitions(orderBy: [{ ordinal: DESC }]) { nodes { id } } } }`,
    )
  ).data.deal.transitions
  const { version } = (await ancrage.send(worker.token, `{ deal(id: "${id}") { version } }`)).data.deal
  await written('correctMove', { move: nodes[0].id, version, effectiveOn: '2018-02-07', reason: 'Wrong' })
  await written('addLocation', { deal: id, town: 'Venlo', country: 'NL', standing: 'CANDIDATE' })
  await written('letKnow', { deal: id, user: worker.id })
  const stated = { deal: id, kind: 'DIRECT', horizon: 'FULL', low: 30, standing: 'REPORTED' }
  const source = { kind: 'PRESS' }
  await written('projectJobs', { ...stated, statedOn: '2018-02-06', source })
  await written('issueWeeklySummary', { agency: 'liege-airport', week }, whole)
  return id
}

/** Of all that the deal shows, and what its week tells of it, in questions of a few fields. */
const questions = () => {
  const fields = Object.values((schema.getType('Deal') as GraphQLObjectType).getFields())
  return [
    ...fields.flatMap((field) => part(field, 2)).map((asked) => `deal(id: "${deal}") { ${asked} }`),
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

async function answered(token: string, query: string): Promise<string> {
  const { data, errors } = await ancrage.send(token, `{ ${query} }`)
  if (errors) throw new Error(JSON.stringify(errors))
  return JSON.stringify(data)
}

async function fetched(token: string, path: string): Promise<string> {
  const response = await fetch(`${ancrage.address}${path}`, { headers: { authorization: `Bearer ${token}` } })
  const { status, headers } = response
  const got = { status, headers, body: Buffer.from(await response.arrayBuffer()) }
  return `${got.body.toString()} ${await readAllText(got)}`
}

const says = (text: string) => text.includes(name) || text.includes(worker.id)

describe('who works on a deal', () => {
  it('is told to nobody who sees it masked, by any of its fields', async () => {
    for (const question of questions())
      expect([question, says(await answered(masked, question))]).toEqual([question, false])
  })

  it('is told to whoever sees it whole', async () => {
    const texts = await Promise.all(questions().map((question) => answered(whole, question)))
    expect(texts.filter(says).length).toBeGreaterThan(6)
  })

  it('is found by a filter only where it is told', async () => {
    const own = `{ id: { eq: "${worker.id}" } }`
    const others = '{ id: { eq: "0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10" } }'
    for (const [n, filter] of filters(own).entries()) {
      expect(await answered(masked, filter)).toBe(await answered(masked, filters(others)[n]!))
      expect([filter, (await answered(whole, filter)).includes('"totalCount":0')]).toEqual([filter, false])
    }
  })

  it.each(documents)('stands in %s for whoever sees the deal whole, and for nobody else', async (path) => {
    expect(await fetched(worker.token, path)).toContain(name)
    const text = await fetched(masked, path)
    expect(text).toContain('Narwhal')
    expect(text).not.toContain(name)
  })
})
