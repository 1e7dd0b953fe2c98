/**
 * Views and functions that are made from src/deal/stage/fact_conditions.sql give the same result, and nothing about a deal
 * to a viewer who does not see it in full. test/stage-facts.spec.ts checks what shows each fact.
 */
import { Client } from 'pg'
import { tokenHash } from '../src/core/token.js'
import { serviceUrl } from '../src/database/roles.js'
import {
  factCodes,
  missingFacts,
  requiredFacts,
  shippedStages,
  stageCodes,
  type FactCode,
  type Facts,
  type Stage,
  type StageCode,
} from '../src/deal/stage/stage.js'
import { createDealIn, createDealWithout } from './deal-fixtures.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
/** Sees RESTRICTED deals of other agencies masked. */
const masked = 'head@michel.example'
/** Sees no RESTRICTED deal of another agency. */
const stranger = 'officer@liege-airport.example'

let ancrage: TestService
let service: Client
let ids: string[]

beforeAll(async () => {
  ancrage = await startTestService()
  service = new Client({ connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url) })
  await service.connect()
  const deals = [await createDealIn(ancrage, 'IDENTIFIED')]
  for (const fact of [...factCodes, null]) deals.push(await createDealWithout(ancrage, fact))
  await ancrage.owner.query(`update deal set confidentiality = 'RESTRICTED'`)
  ids = deals.map(({ id }) => id)
}, 120_000)
afterAll(async () => {
  await service.end()
  await ancrage.stop()
})

/** Runs a query with the role of the service, as a signed-in user. */
async function queryAs<T extends object>(email: string, sql: string, ...values: unknown[]): Promise<T[]> {
  const { signIn } = await ancrage.run(
    null,
    'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
    { input: { email, password: 'ancrage-demo' } },
  )
  await service.query('begin')
  try {
    await service.query('select from authenticate_token($1)', [tokenHash(signIn.token)])
    return (await service.query<T>(sql, values)).rows
  } finally {
    await service.query('rollback')
  }
}

/** Returns the facts of each deal, as the service reads them for a move. */
async function factsOfDeals(email: string): Promise<Map<string, Facts>> {
  const rows = await queryAs<Facts & { deal_id: string }>(email, 'select * from deal_fact_columns')
  return new Map(rows.map(({ deal_id: id, ...facts }) => [id, facts]))
}

const callMissingFacts = (email: string) =>
  queryAs<{ id: string; stage: StageCode; missing: FactCode[] }>(
    email,
    'select id::text, stage, missing_facts(id, stage) as missing from unnest($1::uuid[]) id, unnest($2::text[]) stage',
    ids,
    stageCodes,
  )

const callMissingFactsOfDeals = (email: string, stage: StageCode) =>
  queryAs<{ id: string; missing: FactCode[] }>(
    email,
    `select deal_id::text as id, facts as missing
       from missing_facts_of_deals($1, array_fill($2::text, array[cardinality($1::uuid[])]))`,
    ids,
    stage,
  )

const nextStage = ({ position }: Stage): Stage =>
  shippedStages.find(
    (stage) => stage.position > position && (stage.outcome === 'OPEN' || stage.outcome === 'WON'),
  )!

describe('for a viewer who sees the deals in full', () => {
  let facts: Map<string, Facts>
  beforeAll(async () => {
    facts = await factsOfDeals(head)
    expect([...facts.keys()].sort()).toEqual([...ids].sort())
  })

  it('deal_fact_rows shows the facts of deal_fact_columns', async () => {
    const rows = await queryAs<{ id: string; fact: FactCode; is_shown: boolean }>(
      head,
      'select deal_id::text as id, fact, is_shown from deal_fact_rows',
    )
    expect(rows).toHaveLength(ids.length * factCodes.length)
    for (const { id, fact, is_shown: isShown } of rows)
      expect([id, fact, isShown]).toEqual([id, fact, facts.get(id)![fact] === true])
  })

  it('missing_facts returns those that a stage requires and that deal_fact_columns lacks, in the order of the stages', async () => {
    const rows = await callMissingFacts(head)
    expect(rows).toHaveLength(ids.length * stageCodes.length)
    expect(rows).toEqual(
      rows.map(({ id, stage }) => ({
        id,
        stage,
        missing: missingFacts(shippedStages, facts.get(id)!, stage),
      })),
    )
  })

  it.each(shippedStages)(
    'missing_facts_of_deals returns those that the stage after $code requires, none if that is not open',
    async (stage) => {
      const rows = await callMissingFactsOfDeals(head, stage.code)
      const expected = ids.map((id) => ({
        id,
        missing: missingFacts(shippedStages, facts.get(id)!, nextStage(stage)?.code ?? stage.code),
      }))
      expect(new Map(rows.map(({ id, missing }) => [id, missing]))).toEqual(
        new Map(stage.outcome === 'OPEN' ? expected.map(({ id, missing }) => [id, missing]) : []),
      )
    },
  )
})

describe.each([
  ['sees the deals masked', masked, true],
  ['does not see the deals', stranger, false],
])('for a viewer who %s', (_, viewer, isVisible) => {
  it('no view or function shows a fact of them', async () => {
    const visible = await queryAs<{ id: string }>(viewer, 'select id from deal')
    expect(visible).toHaveLength(isVisible ? ids.length : 0)
    expect(await factsOfDeals(viewer)).toEqual(new Map())
    expect(await queryAs(viewer, 'select from deal_fact_rows')).toEqual([])
    expect(await callMissingFactsOfDeals(viewer, 'IDENTIFIED')).toEqual([])
    const rows = await callMissingFacts(viewer)
    expect(rows).toEqual(
      rows.map(({ id, stage }) => ({ id, stage, missing: requiredFacts(shippedStages, stage) })),
    )
  })
})
