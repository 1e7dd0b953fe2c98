/** A change of access applies from the next request on, for new documents and for cached ones. */
import { headOfAgency } from '../deal-client.js'
import { startTestService, type TestService } from '../test-service.js'
import { slowPathHeaders, watchFastPath, type FastPathWatch } from '../fast-path-watch.js'
import {
  adminOf,
  handOver,
  agencyIdOf,
  join,
  leave,
  changeNeedToKnow,
  reclassify,
  changeUser,
  type Change,
  type Entry,
} from './access-changes.js'
import {
  createWitnessedDeal,
  runMutation,
  expectedView,
  accessQueries,
  type WitnessedDeal,
  type TestUser,
} from './witnessed-deal.js'
import { levels, matrixRoles, type Access, type Level, type MatrixRole } from './table.js'
import { createUser } from './fixture.js'

const operator = 'operator@ancrage.example'

let ancrage: TestService
let early: FastPathWatch
let witness: TestUser
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 100_000_000 })
  early = watchFastPath()
  witness = await createUser(ancrage, { agency: 'cabinet-michel', role: 'ANALYST', clearance: 'OPEN' })
})
afterAll(async () => {
  early.stop()
  await ancrage.stop()
})

/** Expects the view of a deal through Apollo, and then twice through the fast path. */
async function expectView(
  { token }: TestUser,
  deal: WitnessedDeal,
  access: Access | 'UNAUTHENTICATED',
): Promise<void> {
  const { id, reference, word, week } = deal
  for (const headers of [slowPathHeaders, {}, {}]) {
    early.reset()
    const { data, errors } = await ancrage.send(token, accessQueries, { id, reference, word, week }, headers)
    expect(early.wasUsed()).toBe(headers !== slowPathHeaders)
    if (access === 'UNAUTHENTICATED')
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    else expect({ data, errors }).toEqual({ data: expectedView(deal, access) })
  }
}

async function expectEntry({ id }: WitnessedDeal, viewer: TestUser, { of, ...entry }: Entry): Promise<void> {
  const query = `{ history(subject: "${of === 'deal' ? id : viewer.id}", first: 1) { nodes { verb before after by { email } } } }`
  const { data } =
    of === 'deal'
      ? await ancrage.send(witness.token, query)
      : await ancrage.request<any>(await adminOf(ancrage, viewer), query)
  expect(data.history.nodes).toMatchObject([entry])
  expect(data.history.nodes[0].by).not.toBeNull()
}

/** Edits the deal as a HEAD of its lead: viewers do not see entries from before they could see the deal. */
async function addEntry({ id }: WitnessedDeal): Promise<void> {
  const { rows } = await ancrage.owner.query<{ lead: string; version: number }>(
    'select a.code as lead, d.version from deal d join agency a on a.id = d.lead_agency_id where d.id = $1',
    [id],
  )
  const { lead, version } = rows[0]!
  const input = { id, version, nextReview: `2019-01-${String((version % 28) + 1).padStart(2, '0')}` }
  await runMutation(ancrage, 'updateDeal', input, 'id', await headOfAgency(ancrage, lead))
}

interface Viewing {
  agency: string
  role: MatrixRole
  clearance: Level
}
const awex = (role: MatrixRole, clearance: Level): Viewing => ({ agency: 'awex', role, clearance })
const cluster = (role: MatrixRole, clearance: Level): Viewing => ({
  agency: 'logistics-in-wallonia',
  role,
  clearance,
})
const port = (role: MatrixRole, clearance: Level): Viewing => ({ agency: 'liege-airport', role, clearance })

/** What happens, the level of the deal, the viewer, their access at first, and their access after each change. */
const changes: [string, Level, Viewing, Access, [Change, Access | 'UNAUTHENTICATED'][]][] = [
  [
    'an officer of the lead agency is added to the need-to-know list and removed',
    'SECRET',
    awex('OFFICER', 'SECRET'),
    'MASKED',
    [
      [changeNeedToKnow(true), 'FULL'],
      [changeNeedToKnow(false), 'MASKED'],
    ],
  ],
  [
    'an officer of the lead agency with low clearance is added to the need-to-know list and removed',
    'SECRET',
    awex('OFFICER', 'OPEN'),
    'NONE',
    [
      [changeNeedToKnow(true), 'FULL'],
      [changeNeedToKnow(false), 'NONE'],
    ],
  ],
  [
    'a user of another agency is added to the need-to-know list and removed',
    'SECRET',
    cluster('HEAD', 'SECRET'),
    'NONE',
    [
      [changeNeedToKnow(true), 'FULL'],
      [changeNeedToKnow(false), 'NONE'],
    ],
  ],
  [
    'a user of another agency is added to the need-to-know list and removed',
    'RESTRICTED',
    cluster('ANALYST', 'RESTRICTED'),
    'MASKED',
    [
      [changeNeedToKnow(true), 'FULL'],
      [changeNeedToKnow(false), 'MASKED'],
    ],
  ],
  [
    'the agency of the viewer joins and leaves the team',
    'RESTRICTED',
    cluster('OFFICER', 'RESTRICTED'),
    'NONE',
    [
      [join('logistics-in-wallonia', 'INFORMED'), 'FULL'],
      [leave('logistics-in-wallonia'), 'NONE'],
    ],
  ],
  [
    'the agency of the viewer joins and leaves the team',
    'RESTRICTED',
    cluster('OFFICER', 'INTERNAL'),
    'NONE',
    [
      [join('logistics-in-wallonia', 'SUPPORT'), 'MASKED'],
      [leave('logistics-in-wallonia'), 'NONE'],
    ],
  ],
  [
    'the agency of the viewer joins and leaves the team',
    'INTERNAL',
    cluster('CABINET', 'INTERNAL'),
    'MASKED',
    [
      [join('logistics-in-wallonia', 'SUPPORT'), 'FULL'],
      [leave('logistics-in-wallonia'), 'MASKED'],
    ],
  ],
  [
    'the agency of the viewer joins and leaves the team',
    'SECRET',
    cluster('OFFICER', 'SECRET'),
    'NONE',
    [
      [join('logistics-in-wallonia', 'SUPPORT'), 'MASKED'],
      [leave('logistics-in-wallonia'), 'NONE'],
    ],
  ],
  [
    'the agency of the viewer receives the lead and hands it back',
    'RESTRICTED',
    port('OFFICER', 'RESTRICTED'),
    'NONE',
    [
      [handOver('liege-airport', true), 'FULL'],
      [handOver('awex', true), 'NONE'],
    ],
  ],
  [
    'the agency of the viewer receives the lead, hands it back and stays in the team',
    'INTERNAL',
    port('OFFICER', 'INTERNAL'),
    'MASKED',
    [
      [handOver('liege-airport', false), 'FULL'],
      [handOver('awex', false), 'FULL'],
    ],
  ],
  [
    'the agency of the viewer hands the lead over, leaves the team and receives the lead back',
    'RESTRICTED',
    awex('ANALYST', 'RESTRICTED'),
    'FULL',
    [
      [handOver('liege-airport', true), 'MASKED'],
      [handOver('awex', true), 'FULL'],
    ],
  ],
  [
    'the clearance of the viewer is raised and lowered',
    'RESTRICTED',
    awex('OFFICER', 'INTERNAL'),
    'MASKED',
    [
      [changeUser({ clearance: 'RESTRICTED' }), 'FULL'],
      [changeUser({ clearance: 'OPEN' }), 'MASKED'],
    ],
  ],
  [
    'the clearance of the viewer is raised and lowered',
    'SECRET',
    awex('OFFICER', 'RESTRICTED'),
    'NONE',
    [
      [changeUser({ clearance: 'SECRET' }), 'MASKED'],
      [changeUser({ clearance: 'RESTRICTED' }), 'NONE'],
    ],
  ],
  [
    'the clearance of the viewer is raised and lowered',
    'RESTRICTED',
    cluster('CABINET', 'INTERNAL'),
    'NONE',
    [
      [changeUser({ clearance: 'SECRET' }), 'MASKED'],
      [changeUser({ clearance: 'INTERNAL' }), 'NONE'],
    ],
  ],
  [
    'the role of the viewer changes',
    'RESTRICTED',
    cluster('OFFICER', 'SECRET'),
    'NONE',
    [
      [changeUser({ role: 'HEAD' }), 'MASKED'],
      [changeUser({ role: 'ADMIN' }), 'NONE'],
      [changeUser({ role: 'CABINET' }), 'MASKED'],
      [changeUser({ role: 'OFFICER' }), 'NONE'],
      [changeUser({ role: 'ANALYST' }), 'MASKED'],
    ],
  ],
  [
    'the viewer is deactivated and activated again',
    'INTERNAL',
    awex('OFFICER', 'INTERNAL'),
    'FULL',
    [
      [changeUser({ active: false }), 'UNAUTHENTICATED'],
      [changeUser({ active: true }), 'UNAUTHENTICATED'],
    ],
  ],
  [
    'the confidentiality is raised step by step and lowered',
    'OPEN',
    cluster('OFFICER', 'SECRET'),
    'FULL',
    [
      [reclassify('INTERNAL'), 'MASKED'],
      [reclassify('RESTRICTED'), 'NONE'],
      [reclassify('SECRET'), 'NONE'],
      [reclassify('RESTRICTED'), 'NONE'],
      [reclassify('INTERNAL'), 'MASKED'],
      [reclassify('OPEN'), 'FULL'],
    ],
  ],
  [
    'the confidentiality is raised step by step and lowered',
    'OPEN',
    awex('ANALYST', 'SECRET'),
    'FULL',
    [
      [reclassify('INTERNAL'), 'FULL'],
      [reclassify('RESTRICTED'), 'FULL'],
      [reclassify('SECRET'), 'MASKED'],
      [reclassify('RESTRICTED'), 'FULL'],
    ],
  ],
  [
    'the confidentiality is raised step by step and lowered',
    'OPEN',
    awex('OFFICER', 'OPEN'),
    'FULL',
    [
      [reclassify('INTERNAL'), 'MASKED'],
      [reclassify('RESTRICTED'), 'MASKED'],
      [reclassify('SECRET'), 'NONE'],
      [reclassify('RESTRICTED'), 'MASKED'],
      [reclassify('OPEN'), 'FULL'],
    ],
  ],
  [
    'the confidentiality is raised to SECRET and lowered',
    'OPEN',
    cluster('HEAD', 'RESTRICTED'),
    'FULL',
    [
      [reclassify('SECRET'), 'NONE'],
      [reclassify('RESTRICTED'), 'MASKED'],
    ],
  ],
]

describe('a change of access', () => {
  it.each(changes)(
    'applies to the next request and is in the history: %s (%s, %j)',
    async (_, level, viewing, first, steps) => {
      const viewer = await createUser(ancrage, viewing)
      const deal = await createWitnessedDeal(ancrage, level, witness)
      await expectView(viewer, deal, first)
      for (const [change, access] of steps) {
        const entry = await change({ ancrage }, deal, viewer)
        await expectEntry(deal, viewer, entry)
        if (access === 'FULL') await addEntry(deal)
        await expectView(viewer, deal, access)
      }
    },
  )

  it('ends the sessions of an agency that is deactivated', async () => {
    const viewer = await createUser(ancrage, cluster('OFFICER', 'INTERNAL'))
    const deal = await createWitnessedDeal(ancrage, 'INTERNAL', witness)
    const activate = async (active: boolean) => {
      const { version } = (
        await ancrage.run(operator, '{ agency(code: "logistics-in-wallonia") { version } }')
      ).agency
      await runMutation(
        ancrage,
        'updateAgency',
        { id: await agencyIdOf({ ancrage }, 'logistics-in-wallonia'), version, active },
        'id',
        operator,
      )
    }
    await expectView(viewer, deal, 'MASKED')
    await activate(false)
    await expectView(viewer, deal, 'UNAUTHENTICATED')
    await activate(true)
    await expectView(viewer, deal, 'UNAUTHENTICATED')
  })
})

// An OPERATOR never has full access.
describe.each(matrixRoles.filter((role) => role !== 'OPERATOR'))(
  'a viewer with full access who is %s',
  (role) => {
    const pairs = levels.flatMap((from) =>
      levels.filter((to) => to !== from).map((to) => [from, to] as const),
    )

    it.each(pairs)('changes the confidentiality from %s to %s only as a HEAD', async (from, to) => {
      const viewer = await createUser(ancrage, awex(role, 'SECRET'))
      const { id } = await runMutation(ancrage, 'openDeal', {
        codeName: 'Lotus',
        title: 'A centre',
        confidentiality: from,
      })
      await runMutation(ancrage, 'addToNeedToKnow', { deal: id, user: viewer.id })
      const text = 'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { confidentiality } }'
      const { version } = (await ancrage.send(viewer.token, `{ deal(id: "${id}") { version } }`)).data.deal
      const { data, errors } = await ancrage.send(viewer.token, text, {
        input: { id, version, confidentiality: to },
      })
      const outcome = errors?.[0]?.extensions.code ?? data.updateDeal.confidentiality
      expect(outcome).toBe(role === 'HEAD' ? to : 'FORBIDDEN')
    })
  },
)
