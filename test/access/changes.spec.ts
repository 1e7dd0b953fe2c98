/** What decides who sees a deal changes, and the next request heeds it: asked anew, and asked again what was answered before. */
import { anAncrage, type Ancrage } from '../ancrage.js'
import { late, watchEarly, type EarlyAnswers } from '../early-answers.js'
import {
  handOver,
  idOf,
  join,
  leave,
  letKnow,
  reclassify,
  changeUser,
  type Change,
  type Entry,
} from './access-changes.js'
import {
  createWitnessedDeal,
  create,
  expectedView,
  accessQueries,
  type WitnessedDeal,
  type TestUser,
} from './witnessed-deal.js'
import { levels, matrixRoles, type Access, type Level, type MatrixRole } from './table.js'
import { createUser } from './world.js'

const admin = 'admin@awex.example'

let ancrage: Ancrage
let early: EarlyAnswers
let airport: TestUser
let witness: TestUser
beforeAll(async () => {
  ancrage = await anAncrage({ costPerMinute: 100_000_000 })
  early = watchEarly()
  airport = await createUser(ancrage, { agency: 'liege-airport', role: 'HEAD', clearance: 'SECRET' })
  witness = await createUser(ancrage, { agency: 'cabinet-michel', role: 'ANALYST', clearance: 'OPEN' })
})
afterAll(async () => {
  early.stop()
  await ancrage.stop()
})

/** Through Apollo first, and then what is known already, twice. */
async function expectSeen(
  { token }: TestUser,
  deal: WitnessedDeal,
  access: Access | 'NOBODY',
): Promise<void> {
  const { id, reference, word, week } = deal
  for (const headers of [late, {}, {}]) {
    early.forget()
    const { data, errors } = await ancrage.send(token, accessQueries, { id, reference, word, week }, headers)
    expect(early.was()).toBe(headers !== late)
    if (access === 'NOBODY') expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    else expect({ data, errors }).toEqual({ data: expectedView(deal, access) })
  }
}

async function expectEntry({ id }: WitnessedDeal, viewer: TestUser, { of, ...entry }: Entry): Promise<void> {
  const asked = `{ history(subject: "${of === 'deal' ? id : viewer.id}", first: 1) { nodes { verb before after by { email } } } }`
  const { data } =
    of === 'deal' ? await ancrage.send(witness.token, asked) : await ancrage.ask<any>(admin, asked)
  expect(data.history.nodes).toMatchObject([entry])
  expect(data.history.nodes[0].by).not.toBeNull()
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

/** Who looks at a deal of which level, what he has at first, and after each change. */
const changes: [string, Level, Viewing, Access, [Change, Access | 'NOBODY'][]][] = [
  [
    'the lead’s officer is let know',
    'SECRET',
    awex('OFFICER', 'SECRET'),
    'MASKED',
    [
      [letKnow(true), 'FULL'],
      [letKnow(false), 'MASKED'],
    ],
  ],
  [
    'the lead’s officer of low clearance is let know',
    'SECRET',
    awex('OFFICER', 'OPEN'),
    'NONE',
    [
      [letKnow(true), 'FULL'],
      [letKnow(false), 'NONE'],
    ],
  ],
  [
    'a stranger is let know',
    'SECRET',
    cluster('HEAD', 'SECRET'),
    'NONE',
    [
      [letKnow(true), 'FULL'],
      [letKnow(false), 'NONE'],
    ],
  ],
  [
    'a stranger is let know',
    'RESTRICTED',
    cluster('ANALYST', 'RESTRICTED'),
    'MASKED',
    [
      [letKnow(true), 'FULL'],
      [letKnow(false), 'MASKED'],
    ],
  ],
  [
    'his agency joins and leaves',
    'RESTRICTED',
    cluster('OFFICER', 'RESTRICTED'),
    'NONE',
    [
      [join('logistics-in-wallonia', 'INFORMED'), 'FULL'],
      [leave('logistics-in-wallonia'), 'NONE'],
    ],
  ],
  [
    'his agency joins and leaves',
    'RESTRICTED',
    cluster('OFFICER', 'INTERNAL'),
    'NONE',
    [
      [join('logistics-in-wallonia', 'SUPPORT'), 'MASKED'],
      [leave('logistics-in-wallonia'), 'NONE'],
    ],
  ],
  [
    'his agency joins and leaves',
    'INTERNAL',
    cluster('CABINET', 'INTERNAL'),
    'MASKED',
    [
      [join('logistics-in-wallonia', 'SUPPORT'), 'FULL'],
      [leave('logistics-in-wallonia'), 'MASKED'],
    ],
  ],
  [
    'his agency joins and leaves',
    'SECRET',
    cluster('OFFICER', 'SECRET'),
    'NONE',
    [
      [join('logistics-in-wallonia', 'SUPPORT'), 'MASKED'],
      [leave('logistics-in-wallonia'), 'NONE'],
    ],
  ],
  [
    'his agency is handed the lead, and hands it back',
    'RESTRICTED',
    port('OFFICER', 'RESTRICTED'),
    'NONE',
    [
      [handOver('liege-airport', true), 'FULL'],
      [handOver('awex', true), 'NONE'],
    ],
  ],
  [
    'his agency is handed the lead, and stays',
    'INTERNAL',
    port('OFFICER', 'INTERNAL'),
    'MASKED',
    [
      [handOver('liege-airport', false), 'FULL'],
      [handOver('awex', false), 'FULL'],
    ],
  ],
  [
    'his agency hands the lead over and leaves, and is handed it back',
    'RESTRICTED',
    awex('ANALYST', 'RESTRICTED'),
    'FULL',
    [
      [handOver('liege-airport', true), 'MASKED'],
      [handOver('awex', true), 'FULL'],
    ],
  ],
  [
    'he is cleared',
    'RESTRICTED',
    awex('OFFICER', 'INTERNAL'),
    'MASKED',
    [
      [changeUser({ clearance: 'RESTRICTED' }), 'FULL'],
      [changeUser({ clearance: 'OPEN' }), 'MASKED'],
    ],
  ],
  [
    'he is cleared',
    'SECRET',
    awex('OFFICER', 'RESTRICTED'),
    'NONE',
    [
      [changeUser({ clearance: 'SECRET' }), 'MASKED'],
      [changeUser({ clearance: 'RESTRICTED' }), 'NONE'],
    ],
  ],
  [
    'he is cleared',
    'RESTRICTED',
    cluster('CABINET', 'INTERNAL'),
    'NONE',
    [
      [changeUser({ clearance: 'SECRET' }), 'MASKED'],
      [changeUser({ clearance: 'INTERNAL' }), 'NONE'],
    ],
  ],
  [
    'he gets another role',
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
    'he is deactivated, and comes back',
    'INTERNAL',
    awex('OFFICER', 'INTERNAL'),
    'FULL',
    [
      [changeUser({ active: false }), 'NOBODY'],
      [changeUser({ active: true }), 'NOBODY'],
    ],
  ],
  [
    'it is raised step by step, and lowered',
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
    'it is raised step by step, and lowered',
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
    'it is raised step by step, and lowered',
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
    'it is raised to the utmost, and lowered',
    'OPEN',
    cluster('HEAD', 'RESTRICTED'),
    'FULL',
    [
      [reclassify('SECRET'), 'NONE'],
      [reclassify('RESTRICTED'), 'MASKED'],
    ],
  ],
]

describe('what decides who sees a deal', () => {
  it.each(changes)(
    '%s (%s, %j): the next request knows, and so does the history',
    async (_, level, viewing, first, steps) => {
      const viewer = await createUser(ancrage, viewing)
      const deal = await createWitnessedDeal(ancrage, level, witness)
      await expectSeen(viewer, deal, first)
      for (const [change, access] of steps) {
        const entry = await change({ ancrage, airport }, deal, viewer)
        await expectEntry(deal, viewer, entry)
        await expectSeen(viewer, deal, access)
      }
    },
  )

  it('goes with the agency that is deactivated', async () => {
    const viewer = await createUser(ancrage, cluster('OFFICER', 'INTERNAL'))
    const deal = await createWitnessedDeal(ancrage, 'INTERNAL', witness)
    const activate = async (active: boolean) => {
      const { version } = (await ancrage.get(admin, '{ agency(code: "logistics-in-wallonia") { version } }'))
        .agency
      await create(
        ancrage,
        'updateAgency',
        { id: await idOf({ ancrage, airport }, 'logistics-in-wallonia'), version, active },
        'id',
        admin,
      )
    }
    await expectSeen(viewer, deal, 'MASKED')
    await activate(false)
    await expectSeen(viewer, deal, 'NOBODY')
    await activate(true)
    await expectSeen(viewer, deal, 'NOBODY')
  })
})

describe.each(matrixRoles)('confidentiality, by a viewer with full access who is %s', (role) => {
  const pairs = levels.flatMap((from) => levels.filter((to) => to !== from).map((to) => [from, to] as const))

  it.each(pairs)('from %s to %s', async (from, to) => {
    const viewer = await createUser(ancrage, awex(role, 'SECRET'))
    const { id } = await create(ancrage, 'openDeal', {
      codeName: 'Lotus',
      title: 'A centre',
      confidentiality: from,
    })
    await create(ancrage, 'addToNeedToKnow', { deal: id, user: viewer.id })
    const text = 'mutation ($input: UpdateDealInput!) { updateDeal(input: $input) { confidentiality } }'
    const { version } = (await ancrage.send(viewer.token, `{ deal(id: "${id}") { version } }`)).data.deal
    const { data, errors } = await ancrage.send(viewer.token, text, {
      input: { id, version, confidentiality: to },
    })
    const outcome = errors?.[0]?.extensions.code ?? data.updateDeal.confidentiality
    expect(outcome).toBe(role === 'HEAD' ? to : 'FORBIDDEN')
  })
})
