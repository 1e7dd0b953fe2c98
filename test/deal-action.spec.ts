/** Who may do what to a deal, by role and team part: one table feeds TypeScript, SQL and the API. */
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { tokenHash } from '../src/core/token.js'
import { roles } from '../src/core/scope.js'
import { serviceUrl } from '../src/database/roles.js'
import { dealActions, isDealActionAllowed, type DealAction } from '../src/deal/team/deal-action.js'
import { teamRoles, type TeamRole } from '../src/deal/team/team.entity.js'
import { createUser } from './access/fixture.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const agencyOf: Record<string, string> = {
  LEAD: 'awex',
  SUPPORT: 'liege-airport',
  INFORMED: 'logistics-in-wallonia',
  none: 'cabinet-jeholet',
}
const actions = Object.keys(dealActions) as DealAction[]
const parts: (TeamRole | null)[] = [...teamRoles, null]

let ancrage: TestService
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 100_000_000 })
})
afterAll(() => ancrage.stop())

interface Opened {
  id: string
  version: number
}

const write = async (verb: string, input: object, selection = 'id', by = head) => {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
  return (await ancrage.run(by, text, { input }))[verb]
}

/** Opens an OPEN deal, so that every viewer sees it in full, with a team of each part. */
async function aDeal(): Promise<Opened> {
  const input = { codeName: 'Lotus', title: 'A centre', confidentiality: 'OPEN', openedOn: '2018-01-08' }
  const { id } = await write('openDeal', input)
  for (const part of ['SUPPORT', 'INFORMED'])
    await write('joinDeal', { deal: id, agency: agencyOf[part], role: part, from: '2018-01-09' })
  return readVersion(id)
}

const readVersion = async (id: string): Promise<Opened> =>
  (await ancrage.run(head, 'query ($id: ID) { deal(id: $id) { id version } }', { id })).deal

const userOf = async (email: string) =>
  (await ancrage.owner.query<{ id: string }>('select id from "user" where email = $1', [email])).rows[0]!.id

/** One call of the API for each action: a mutation and its input. */
const calls: Record<DealAction, (deal: Opened) => Promise<[string, object]>> = {
  work: async ({ id }) => [
    'addLocation',
    { deal: id, town: 'Venlo', country: 'NL', standing: 'CANDIDATE', since: '2018-02-01' },
  ],
  // refused for what is missing once the viewer may verify
  verify: async ({ id }) => ['verifyLanding', { id }],
  reopen: async ({ id, version }) => {
    const lost = await write(
      'moveDeal',
      {
        ...{ id, version, to: 'LOST', effectiveOn: '2018-03-01' },
        lossReasons: [{ code: 'SITE', source: { kind: 'PRESS' } }],
        lossDestination: { country: 'NL' },
      },
      'id version',
    )
    return ['moveDeal', { ...lost, to: 'IDENTIFIED', reason: 'They called', effectiveOn: '2018-03-02' }]
  },
  correctSite: async ({ id, version }) => {
    const committed = await write(
      'moveDeal',
      { id, version, to: 'COMMITTED', override: true, reason: 'For the test', effectiveOn: '2018-03-01' },
      'id version',
    )
    const landing = { ...committed, to: 'LANDED', override: true, reason: 'For the test' }
    await write('moveDeal', { ...landing, effectiveOn: '2018-03-02' })
    const site = await write('createSite', { name: 'A site', kind: 'GREENFIELD' })
    const location = { deal: id, site: site.id, standing: 'CHOSEN', since: '2018-02-01' }
    return ['addLocation', { ...location, reason: 'Another plot' }]
  },
  override: async ({ id, version }) => [
    'moveDeal',
    { id, version, to: 'SHORTLISTED', override: true, reason: 'For the test', effectiveOn: '2018-03-01' },
  ],
  assignOfficer: async ({ id, version }) => [
    'updateDeal',
    { id, version, officer: await userOf('officer@awex.example') },
  ],
  changeTeam: async ({ id }) => ['joinDeal', { deal: id, agency: 'cabinet-michel', role: 'INFORMED' }],
  setConfidentiality: async ({ id, version }) => ['updateDeal', { id, version, confidentiality: 'INTERNAL' }],
  setNeedToKnow: async ({ id }) => [
    'addToNeedToKnow',
    { deal: id, user: await userOf('analyst@awex.example') },
  ],
  handOver: async ({ id, version }) => [
    'handOverDeal',
    { deal: id, version, to: 'cabinet-michel', reason: 'It is theirs' },
  ],
  withdraw: async ({ id, version }) => ['withdrawDeal', { id, version, reason: 'Opened twice' }],
}

describe.each(actions)('%s', (action) => {
  it.each(roles)(
    'is allowed to the role %s by the part of its agency, in the API as in the table',
    async (role) => {
      const answers: Record<string, string> = {}
      const expected: Record<string, string> = {}
      for (const part of parts) {
        const deal = await aDeal()
        const [verb, input] = await calls[action](deal)
        const { token } = await createUser(ancrage, {
          agency: agencyOf[part ?? 'none']!,
          role,
          clearance: 'SECRET',
        })
        const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
        const { errors } = await ancrage.send(
          token,
          `mutation ($input: ${type}!) { ${verb}(input: $input) { id } }`,
          {
            input,
          },
        )
        const code = errors?.[0]?.extensions.code
        answers[part ?? 'none'] = code === 'FORBIDDEN' ? code : 'allowed'
        expected[part ?? 'none'] = isDealActionAllowed(action, role, part) ? 'allowed' : 'FORBIDDEN'
      }
      expect(answers).toEqual(expected)
    },
  )
})

describe('TypeScript and SQL', () => {
  it('allow the same actions to each role and part', async () => {
    const table = actions.flatMap((action) =>
      roles.flatMap((role) => parts.map((part) => ({ action, role, part }))),
    )
    const { rows } = await ancrage.owner.query<{ allowed: boolean }>(
      `select is_deal_action_allowed(m->>'action', m->>'role', m->>'part') as allowed
         from jsonb_array_elements($1) with ordinality t(m, n) order by n`,
      [JSON.stringify(table)],
    )
    expect(rows.map(({ allowed }) => allowed)).toEqual(
      table.map(({ action, role, part }) => isDealActionAllowed(action, role, part)),
    )
  })
})

describe('the service role, as a HEAD of a supporting agency', () => {
  const attempts: [string, string][] = [
    ['opens a deal to all', `update deal set confidentiality = 'INTERNAL' where id = $1`],
    [
      'adds itself to the need-to-know list',
      `insert into need_to_know (id, deal_id, user_id, by_id, recorded_at)
       values (gen_random_uuid(), $1, viewer_id(), viewer_id(), now())`,
    ],
    [
      'records a handover to its agency',
      `insert into handover (id, deal_id, from_agency_id, to_agency_id, "on", reason, by_id, recorded_at)
       select gen_random_uuid(), $1, lead_agency_id, viewer_agency(), now(), 'x', viewer_id(), now() from deal where id = $1`,
    ],
    [
      'offers the lead to its agency',
      `insert into handover_offer (id, deal_id, from_agency_id, to_agency_id, "on", reason, by_id, offered_at)
       select gen_random_uuid(), $1, lead_agency_id, viewer_agency(), now(), 'x', viewer_id(), now() from deal where id = $1`,
    ],
    [
      'records an override',
      `insert into transition (id, deal_id, ordinal, from_stage, to_stage, effective_on, recorded_at, by_id, override)
       values (gen_random_uuid(), $1, 0, 'IDENTIFIED', 'COMMITTED', '2018-05-01', now(), viewer_id(), true)`,
    ],
  ]

  it.each(attempts)('never %s', async (_, sql) => {
    const { id } = await aDeal()
    const token = randomUUID()
    const user = await createUser(ancrage, { agency: 'liege-airport', role: 'HEAD', clearance: 'SECRET' })
    await ancrage.owner.query(
      `select start_session(null, gen_random_uuid(), $1, $2, now() + interval '1 hour')`,
      [user.id, tokenHash(token)],
    )
    const service = new Client({
      connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url),
    })
    await service.connect()
    try {
      await service.query('begin')
      await service.query('select from authenticate_token($1)', [tokenHash(token)])
      await expect(service.query(sql, [id])).rejects.toMatchObject({
        code: expect.stringMatching(/^(IN009|42501)$/) as string,
      })
    } finally {
      await service.query('rollback')
      await service.end()
    }
  })
})
