/** History of what had an embargo: an entry is shown to viewers outside the circle only if no embargo ran then. */
import { startTestService, type TestService } from '../test-service.js'
import { createUser } from './fixture.js'
import { runMutation } from './witnessed-deal.js'

const word = 'Axolotl'
const embargoUntil = '2190-01-01T00:00:00.000Z'
const source = { kind: 'PRESS', name: 'Le Soir' }
const agreementOf = { kind: 'MOU', standing: 'DISCUSSED', parties: [{ agency: 'awex' }, { name: 'A party' }] }

let ancrage: TestService
let member: { id: string; token: string }
let outsider: { id: string; token: string }
beforeAll(async () => {
  ancrage = await startTestService({ costPerMinute: 100_000_000 })
  member = await createUser(ancrage, { agency: 'liege-airport', role: 'OFFICER', clearance: 'OPEN' })
  outsider = await createUser(ancrage, { agency: 'awex', role: 'HEAD', clearance: 'SECRET' })
})
afterAll(() => ancrage.stop())

const write = (verb: string, input: object): Promise<{ id: string; version: number }> =>
  runMutation(ancrage, verb, input, 'id version')
const openDeal = async (): Promise<string> => {
  const opening = { codeName: 'Lotus', title: 'A plant', openedOn: '2018-01-02', confidentiality: 'OPEN' }
  return (await write('openDeal', opening)).id
}

async function historyFor({ token }: { token: string }, subject: string) {
  const query =
    'query ($subject: ID!) { history(subject: $subject, orderBy: [{ at: ASC }]) { nodes { verb before after } } }'
  const { data, errors } = await ancrage.send(token, query, { subject })
  expect(errors).toBeUndefined()
  const entries = data.history.nodes as { verb: string }[]
  return { verbs: entries.map(({ verb }) => verb), text: JSON.stringify(entries) }
}

/** What is written about a subject, and which entries all viewers of the deal see later; the word is in the hidden ones. */
const stories: Record<string, { verbs: string[]; seenByAll: number[]; write: () => Promise<string> }> = {
  'a claim recorded under an embargo': {
    verbs: ['recordClaim', 'embargoClaim', 'gradeClaim'],
    seenByAll: [2],
    write: async () => {
      const embargo = { embargoUntil, embargoCircle: { users: [member.id] } }
      const claim = { deal: await openDeal(), statement: word, statedOn: '2018-03-01', source, ...embargo }
      const { id } = await write('recordClaim', claim)
      const { version } = await write('embargoClaim', { id, version: 1, until: null })
      const grading = { standing: 'CONFIRMED', gradedOn: '2018-03-02', reason: 'x' }
      await write('gradeClaim', { id, version, ...grading })
      return id
    },
  },
  'a claim about an agreement under an embargo': {
    verbs: ['recordClaim', 'gradeClaim'],
    seenByAll: [1],
    write: async () => {
      const embargo = { embargoUntil, embargoCircle: { users: [member.id] } }
      const deals = [await openDeal()]
      const agreement = await write('recordAgreement', {
        ...agreementOf,
        title: 'A title',
        deals,
        ...embargo,
      })
      const claim = { agreement: agreement.id, statement: word, statedOn: '2018-03-01', source }
      const { id } = await write('recordClaim', claim)
      const { version } = (
        await ancrage.run('head@awex.example', `{ agreement(id: "${agreement.id}") { version } }`)
      ).agreement
      await write('updateAgreement', { id: agreement.id, version, embargoUntil: null })
      const grading = { standing: 'CONFIRMED', gradedOn: '2018-03-02', reason: 'x' }
      await write('gradeClaim', { id, version: 1, ...grading })
      return id
    },
  },
  'an agreement whose embargo is lifted with its old title': {
    verbs: ['recordAgreement', 'updateAgreement', 'updateAgreement'],
    seenByAll: [2],
    write: async () => {
      const embargo = { embargoUntil, embargoCircle: { users: [member.id] } }
      const deals = [await openDeal()]
      const { id } = await write('recordAgreement', { ...agreementOf, title: word, deals, ...embargo })
      const lifted = { title: 'A title', embargoUntil: null }
      const { version } = await write('updateAgreement', { id, version: 1, ...lifted })
      await write('updateAgreement', { id, version, title: 'Another title' })
      return id
    },
  },
  'an agreement that had an embargo for a while': {
    verbs: ['recordAgreement', 'updateAgreement', 'updateAgreement', 'updateAgreement'],
    seenByAll: [0, 3],
    write: async () => {
      const deals = [await openDeal()]
      const { id } = await write('recordAgreement', { ...agreementOf, title: 'A title', deals })
      const embargo = { embargoUntil, embargoCircle: { users: [member.id] } }
      const hidden = await write('updateAgreement', { id, version: 1, title: word, ...embargo })
      const lifted = { title: 'A title', embargoUntil: null }
      const { version } = await write('updateAgreement', { id, version: hidden.version, ...lifted })
      await write('updateAgreement', { id, version, title: 'Another title' })
      return id
    },
  },
  'an agreement whose embargo moved to a wider circle': {
    verbs: ['recordAgreement', 'updateAgreement', 'updateAgreement'],
    seenByAll: [2],
    write: async () => {
      const deals = [await openDeal()]
      const embargo = { embargoUntil, embargoCircle: { users: [member.id] } }
      const { id } = await write('recordAgreement', { ...agreementOf, title: word, deals, ...embargo })
      const wider = { title: 'A title', embargoCircle: { users: [member.id, outsider.id] } }
      const { version } = await write('updateAgreement', { id, version: 1, ...wider })
      await write('updateAgreement', { id, version, title: 'Another title' })
      return id
    },
  },
}

describe.each(Object.entries(stories))('the history of %s', (_, { verbs, seenByAll, write: story }) => {
  it('shows what was written under the embargo to its circle only', async () => {
    const subject = await story()
    expect((await historyFor(member, subject)).verbs).toEqual(verbs)
    const { verbs: seen, text } = await historyFor(outsider, subject)
    expect(seen).toEqual(seenByAll.map((i) => verbs[i]))
    expect(text).not.toContain(word)
  })
})
