/** The number of statements of an operation does not depend on the number of rows. */
import { Client } from 'pg'
import { uuidv7 } from '../../src/core/uuid.js'
import { startTestService, type TestService } from '../test-service.js'

const head = 'head@awex.example'

const operations: [string, string][] = [
  ['a list', '{ prospects(first: 100) { nodes { id name enteredBy { code } } totalCount } }'],
  [
    'lists in a list',
    '{ deals(first: 50) { nodes { id prospect { name deals { totalCount } } stage { label } team { agency { name } } transitions { nodes { by { name } to { code } } } } pageInfo { hasNextPage endCursor } } }',
  ],
  ['two lists', '{ a: deals(first: 100) { nodes { title } } b: prospects(first: 100) { nodes { name } } }'],
  [
    'a field with a resolver',
    '{ deals(first: 100) { nodes { expectedDecision { text } missing(stage: LANDED) { code } } } }',
  ],
  [
    'filters without a field',
    '{ deals(where: { stageAsOf: { on: "2018-06-01", outcome: { eq: OPEN } }, inTeam: { agency: "awex" }, noMeetingSince: "2018-01-01", missing: { stage: LANDED }, jobs: { stated: false }, not: { prospect: { groupOf: "0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10" } } }) { nodes { id daysInStage } totalCount } }',
  ],
  ['a report', '{ pipelineStatus { total { deals } stages { deals(first: 100) { nodes { title } } } } }'],
  [
    'statistics',
    `{ dealStats(groupBy: [STAGE, TEAM_AGENCY, OPENED_MONTH], measures: [DEALS, JOBS_LOW, CAPEX_HIGH]) { by { label } values { number } total { number } where }
      dealConversion(from: IDENTIFIED, to: COMMITTED, period: MONTH) { entered converted }
      meetingStats(groupBy: [MONTH], measures: [MEETINGS, DEALS, CONTACTS]) { values { number } }
      jobProjectionStats(groupBy: [KIND], measures: [STATEMENTS, LOW]) { values { number } } }`,
  ],
]

const archive = `mutation ($input: ArchiveProspectInput!) {
  archiveProspect(input: $input) { id deals(first: 100) { nodes { id title team { agency { code } } } } } }`

describe('the number of statements', () => {
  let ancrage: TestService
  let sent: string[] = []
  let prospects: string[] = []
  // eslint-disable-next-line @typescript-eslint/unbound-method -- restored as it was, called on its client
  const original = Client.prototype.query

  beforeAll(async () => {
    ancrage = await startTestService()
    Client.prototype.query = function (this: Client, ...args: [string | { text: string }]) {
      const [statement] = args
      const text = typeof statement === 'string' ? statement : statement.text
      // by a timer, not by the operation
      if (
        this !== ancrage.owner &&
        !/record_token_use|from record_usage\(|cancel_long_sql_queries|enforce_sql_login_limits|record_sql_login_reads/.test(
          text,
        )
      )
        sent.push(text)
      return original.apply(this, args as never) as unknown
    } as never
  })
  afterAll(async () => {
    Client.prototype.query = original
    await ancrage.stop()
  })

  /** Inserts deals and prospects up to a number. All deals belong to the first prospect. */
  async function grow(to: number) {
    const { rows: already } = await ancrage.owner.query('select id from deal')
    const fresh = Array.from({ length: to - already.length }, () => uuidv7())
    const put = (sql: string) => ancrage.owner.query(sql, [fresh])
    const awex = `(select id from agency where code = 'awex')`
    const by = `(select id from "user" where email = '${head}')`
    await ancrage.owner.query('begin')
    await put(`insert into prospect (id, name, confidentiality, entered_by_id, created_at, updated_at)
      select id, 'Company', 'OPEN', ${awex}, now(), now() from unnest($1::uuid[]) id`)
    prospects = [...prospects, ...fresh]
    await put(`insert into deal (id, reference, code_name, confidentiality, lead_agency_id, opened_on, stage, stage_since, created_at, updated_at,
        expected_decision_from, expected_decision_to, expected_decision_precision)
      select id, 'WAL-2018-' || (10000 + ${already.length} + n), 'Deal', 'OPEN', ${awex}, '2018-01-01', 'IDENTIFIED', '2018-01-01', now(), now(),
        '2018-06-01', '2018-06-01', 'DAY' from unnest($1::uuid[]) with ordinality as t (id, n)`)
    await put(`insert into deal_identity (deal_id, title, prospect_id)
      select id, 'Title', '${prospects[0]}' from unnest($1::uuid[]) id`)
    await put(`insert into deal_team (id, deal_id, agency_id, role, from_day, recorded_at)
      select gen_random_uuid(), id, ${awex}, 'LEAD', '2018-01-01', now() from unnest($1::uuid[]) id`)
    await put(`insert into transition (id, deal_id, ordinal, to_stage, effective_on, recorded_at, by_id)
      select gen_random_uuid(), id, 1, 'IDENTIFIED', '2018-01-01', now(), ${by} from unnest($1::uuid[]) id`)
    await ancrage.owner.query('commit')
  }

  async function count(query: string, variables?: object): Promise<number> {
    sent = []
    await ancrage.run(head, query, variables)
    return sent.length
  }

  async function counts(version: number) {
    const counts: Record<string, number> = {}
    for (const [name, query] of operations) counts[name] = await count(query)
    counts['a mutation'] = await count(archive, { input: { id: prospects[0], version } })
    return counts
  }

  it('is the same at 10 rows and at 1,000', async () => {
    await grow(10)
    await count('{ viewer { id } }')
    const few = await counts(1)
    await grow(1_000)
    expect(await counts(2)).toEqual(few)
    // one statement authenticates and answers every root field
    expect(few).toMatchObject({
      'a list': 1,
      'two lists': 1,
      'lists in a list': 1,
      'a report': 1,
      'filters without a field': 1,
    })
  }, 120_000)
})
