/** Every mutation, by every kind of viewer, with ids of rows that they cannot see: nothing changes, and nothing shows. */
import { getNamedType, isInputObjectType, type GraphQLInputType } from 'graphql'
import { schema } from '../schema.js'
import { startTestService, type TestService } from '../test-service.js'
import { createUser } from './fixture.js'
import { absentIds, changedTables, contentOf, createHiddenWorld, type HiddenIds } from './hidden-world.js'
import { hiddenVariants, type Variant } from './inputs.js'
import { levels, matrixRoles, mutations, type Planted } from './table.js'

let ancrage: TestService
let hidden: HiddenIds
let absent: HiddenIds
let viewers: { label: string; id: string; token: string }[]

beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 100_000_000 })
  hidden = await createHiddenWorld(ancrage)
  absent = absentIds(hidden)
  viewers = []
  for (const role of matrixRoles)
    for (const clearance of levels) {
      const user = await createUser(ancrage, { agency: 'liege-airport', role, clearance })
      viewers.push({ label: `${role} ${clearance}`, ...user })
    }
}, 120_000)
afterAll(() => ancrage.stop())

/** The row that `id` names in the mutations of rows that belong to no deal. */
const otherIds: Record<string, string> = {
  answerErasureRequest: 'erasureRequest',
  approveUserChange: 'userChange',
  endSession: 'session',
  refuseUserChange: 'userChange',
  removeIdentity: 'identity',
  removeQuestion: 'savedQuestion',
  revokeApiKey: 'apiKey',
  revokeCalendarFeed: 'calendarFeed',
  updateQuestion: 'savedQuestion',
  withdrawStake: 'stake',
}

/** Mutations whose ids are those of users, agencies, sites and other rows that every user, or every ADMIN, sees. */
const visibleSubjects = [
  'addRecipient',
  'correctHandover',
  'createApiKey',
  'createPasswordLink',
  'createSqlLogin',
  'createUser',
  'deactivateUser',
  'endUserSessions',
  'issueWeeklySummary',
  'orderSending',
  'removeRecipient',
  'removeSecondFactor',
  'requestPasswordReset',
  'revokeSqlLogin',
  'scheduleWeeklyMail',
  'subscribeToWeeklySummary',
  'updateAgency',
  'updateSite',
  'updateUser',
]

/** Mutations of rows that an OPERATOR sees. */
const seenByOperators = ['approveUserChange', 'refuseUserChange']

/** Mutations that name the row in `offer`. */
const ofOffers = ['acceptHandover', 'declineHandover', 'withdrawHandover']

/** Fields that an input must have, so that the row is what it fails by. */
const more: Record<string, object> = {
  eraseContact: { redact: true },
  recordMeeting: {
    title: 'A meeting',
    version: 1,
    when: { from: '2018-02-06', to: '2018-02-06', precision: 'DAY' },
  },
  planMeeting: { when: { from: '2018-02-06', to: '2018-02-06', precision: 'DAY' } },
  updateContact: { jobTitle: 'A title' },
  updateEmployment: { jobTitle: 'A title' },
}

/** Returns the calls of a mutation with one hidden row each, in a world. */
function callsOf(name: string, world: HiddenIds): Variant[] {
  const id = (otherIds[name] ?? mutations[name]!.id) as keyof Planted
  const variants = hiddenVariants(name, id, (key) => world[key] ?? 'missing')
  if (ofOffers.includes(name))
    return variants.map((variant) => ({ ...variant, input: { ...variant.input, offer: world.offer } }))
  return variants
    .filter(({ names }) => names !== null)
    .map((variant) => ({ ...variant, input: { ...more[name], ...variant.input } }))
}

const fields = Object.values(schema.getMutationType()!.getFields())
const hasIds = (type: GraphQLInputType): boolean => {
  const input = getNamedType(type)
  return (
    isInputObjectType(input) &&
    Object.values(input.getFields()).some((field) => getNamedType(field.type).name === 'ID')
  )
}
const swept = fields.map(({ name }) => name).filter((name) => callsOf(name, {}).length > 0)

it('every mutation with an id in its input is swept, or is about rows that every user sees', () => {
  const missing = fields
    .filter(({ args }) => args.some(({ type }) => hasIds(type)))
    .map(({ name }) => name)
    .filter((name) => !swept.includes(name) && !visibleSubjects.includes(name))
  expect(missing).toEqual([])
  expect(swept.length).toBeGreaterThan(40)
})

describe.each(swept)('%s', (name) => {
  it('answers for a hidden row as for an absent one, and changes nothing', async () => {
    const ids = viewers.map(({ id }) => id)
    const before = await contentOf(ancrage, ids)
    for (const { label, token } of viewers) {
      if (seenByOperators.includes(name) && label.startsWith('OPERATOR')) continue
      const answersFor = async (world: HiddenIds) => {
        const answers: unknown[] = []
        for (const { text, input } of callsOf(name, world)) {
          const { data, errors } = await ancrage.send(token, text, { input })
          expect([label, input, errors?.length]).toEqual([label, input, 1])
          const answer = JSON.stringify([data, errors])
          answers.push(Object.values(world).reduce((rest, id) => rest.replaceAll(id, 'the id'), answer))
        }
        return answers
      }
      expect([label, await answersFor(hidden)]).toEqual([label, await answersFor(absent)])
    }
    expect(changedTables(before, await contentOf(ancrage, ids))).toEqual([])
  }, 120_000)
})
