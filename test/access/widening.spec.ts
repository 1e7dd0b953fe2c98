/** An everyday edit makes no row more visible: what a row of a deal would show to more users takes a HEAD of the lead who says so. */
import { startTestService, type TestService } from '../test-service.js'
import { createUser } from './fixture.js'

const head = 'head@awex.example'
const officer = 'officer@listed.example'
const day = { from: '2018-02-06', to: '2018-02-06', precision: 'DAY' }
const source = { kind: 'PRESS', name: 'The Times' }

interface Row {
  id: string
  version: number
}

let ancrage: TestService
let listed: string
let strangers: { of: string; token: string }[]
beforeAll(async () => {
  ancrage = await startTestService()
  listed = await ancrage.addUser({ email: officer, clearance: 'SECRET' })
  strangers = []
  for (const agency of ['awex', 'liege-airport'])
    for (const clearance of ['OPEN', 'SECRET'] as const) {
      const { token } = await createUser(ancrage, { agency, role: 'OFFICER', clearance })
      strangers.push({ of: `${agency} ${clearance}`, token })
    }
})
afterAll(() => ancrage.stop())

const mutation = (verb: string) =>
  `mutation ($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { id version } }`
const write = async (verb: string, input: object, as = head): Promise<Row> =>
  (await ancrage.run(as, mutation(verb), { input }))[verb]
const outcome = async (as: string, verb: string, input: object) => {
  const { errors } = await ancrage.request(as, mutation(verb), { input })
  return errors?.[0]?.extensions.fields?.[0]?.code ?? errors?.[0]?.extensions.code ?? 'done'
}
/** Returns the strangers who see a row. */
async function seenBy(list: string, id: string): Promise<string[]> {
  const seen: string[] = []
  for (const { of, token } of strangers) {
    const { data } = await ancrage.send(token, `{ ${list}(where: { id: { eq: "${id}" } }) { totalCount } }`)
    if (data[list].totalCount > 0) seen.push(of)
  }
  return seen
}

let count = 0
const aProspect = (confidentiality = 'INTERNAL') =>
  write('createProspect', { name: `Quiet ${++count}`, confidentiality })
async function aDeal(confidentiality: string, prospect?: string): Promise<Row> {
  const facts = { codeName: `Lotus ${++count}`, title: 'A plant', openedOn: '2018-01-08', prospect }
  const deal = await write('openDeal', { ...facts, confidentiality })
  if (confidentiality === 'SECRET') await write('addToNeedToKnow', { deal: deal.id, user: listed })
  const read = await ancrage.run(head, `{ deal(id: "${deal.id}") { version } }`)
  return { id: deal.id, version: read.deal.version }
}

interface Left {
  list: string
  verb: string
  make: (deal: string) => Promise<Row>
  /** A row that belongs to the row, and its list. */
  part: (id: string) => Promise<[string, string]>
}

const links: Left[] = [
  {
    list: 'meetings',
    verb: 'updateMeeting',
    make: (deal) => write('recordMeeting', { title: 'Talk', when: day, deals: [deal] }),
    part: async (meeting) => [
      'tasks',
      (await write('addTask', { title: 'Call', dueOn: '2018-03-01', meeting })).id,
    ],
  },
  {
    list: 'agreements',
    verb: 'updateAgreement',
    make: (deal) =>
      write('recordAgreement', {
        title: 'Terms',
        kind: 'MOU',
        standing: 'DISCUSSED',
        parties: [{ agency: 'awex' }, { name: 'A party' }],
        deals: [deal],
      }),
    part: async (agreement) => [
      'claims',
      (await write('recordClaim', { agreement, statement: 'They come', statedOn: '2018-02-06', source })).id,
    ],
  },
]

describe.each(links)('a row of $list', ({ list, verb, make, part }) => {
  describe.each(['SECRET', 'RESTRICTED', 'INTERNAL'])('of a deal that is %s', (confidentiality) => {
    it.each(['no deal', 'an OPEN deal'])('is not shown to more users by a move to %s', async (target) => {
      const deal = await aDeal(confidentiality)
      const { id } = await make(deal.id)
      const [partList, partId] = await part(id)
      const before = [await seenBy(list, id), await seenBy(partList, partId)]
      const deals = target === 'no deal' ? [] : [(await aDeal('OPEN')).id]
      const input = { id, version: 1, deals }
      for (const as of [officer, head])
        expect([as, await outcome(as, verb, input)]).toEqual([as, 'WIDENS_ACCESS'])
      expect(await outcome(officer, verb, { ...input, widensAccess: true })).toBe('WIDENS_ACCESS')
      expect([await seenBy(list, id), await seenBy(partList, partId)]).toEqual(before)
      expect(await outcome(head, verb, { ...input, widensAccess: true })).toBe('done')
    })
  })

  it('is not shown to more users by two edits: another deal first, then without the first', async () => {
    const [secret, open] = [await aDeal('SECRET'), await aDeal('OPEN')]
    const { id } = await make(secret.id)
    expect(await outcome(officer, verb, { id, version: 1, deals: [secret.id, open.id] })).toBe('done')
    expect(await outcome(officer, verb, { id, version: 2, deals: [open.id] })).toBe('WIDENS_ACCESS')
    expect(await seenBy(list, id)).toEqual([])
  })

  it('is moved by an officer where no more users see it', async () => {
    const [open, secret] = [await aDeal('OPEN'), await aDeal('SECRET')]
    const { id } = await make(open.id)
    expect(await outcome(officer, verb, { id, version: 1, deals: [secret.id] })).toBe('done')
    expect(await seenBy(list, id)).toEqual([])
  })
})

it('an agreement under embargo is not shown to the need-to-know list of another deal', async () => {
  const [first, second] = [await aDeal('OPEN'), await aDeal('OPEN')]
  const viewer = await createUser(ancrage, { agency: 'awex', role: 'OFFICER', clearance: 'SECRET' })
  await write('addToNeedToKnow', { deal: first.id, user: listed })
  await write('addToNeedToKnow', { deal: second.id, user: viewer.id })
  const { id } = await write('recordAgreement', {
    ...{ title: 'Terms', kind: 'MOU', standing: 'DISCUSSED', deals: [first.id] },
    parties: [{ agency: 'awex' }, { name: 'A party' }],
    ...{ embargoUntil: '2030-01-01T00:00:00Z', embargoCircle: { needToKnow: true } },
  })
  const input = { id, version: 1, deals: [first.id, second.id] }
  expect(await outcome(officer, 'updateAgreement', input)).toBe('WIDENS_ACCESS')
  const query = `{ agreement(id: "${id}") { id } }`
  expect((await ancrage.send(viewer.token, query)).data).toEqual({ agreement: null })
  expect(await outcome(head, 'updateAgreement', { ...input, widensAccess: true })).toBe('done')
  expect((await ancrage.send(viewer.token, query)).data).toEqual({ agreement: { id } })
})

describe('a company', () => {
  const aClaimOf = async (prospect: string) =>
    (await write('recordClaim', { prospect, statement: 'They come', statedOn: '2018-02-06', source })).id
  const aContactOf = async (prospect: string) =>
    (await write('createContact', { name: 'Ada Arp', prospect })).id

  it.each(['INTERNAL', 'OPEN'])(
    'of a SECRET deal, itself %s, is not shown to more users when the deal gets another company',
    async (confidentiality) => {
      const { id: prospect } = await aProspect(confidentiality)
      const deal = await aDeal('SECRET', prospect)
      const [contact, claim] = [await aContactOf(prospect), await aClaimOf(prospect)]
      const input = { ...deal, prospect: (await aProspect()).id }
      for (const as of [officer, head])
        expect([as, await outcome(as, 'updateDeal', input)]).toEqual([as, 'WIDENS_ACCESS'])
      expect(await outcome(officer, 'updateDeal', { ...input, widensAccess: true })).toBe('WIDENS_ACCESS')
      const seen = [
        await seenBy('prospects', prospect),
        await seenBy('contacts', contact),
        await seenBy('claims', claim),
      ]
      expect(seen).toEqual([[], [], []])
      expect(await outcome(head, 'updateDeal', { ...input, widensAccess: true })).toBe('done')
    },
  )

  it.each(['OPEN', 'INTERNAL', 'RESTRICTED'])(
    'of a SECRET deal is not shown to more users by a new deal that is %s',
    async (confidentiality) => {
      const { id: prospect } = await aProspect()
      await aDeal('SECRET', prospect)
      const input = { codeName: 'Iris', title: 'An office', confidentiality, prospect }
      for (const as of [officer, head])
        expect([as, await outcome(as, 'openDeal', input)]).toEqual([as, 'WIDENS_ACCESS'])
      expect(await seenBy('prospects', prospect)).toEqual([])
      expect(await outcome(head, 'openDeal', { ...input, widensAccess: true })).toBe('done')
    },
  )

  it('answers alike whether a deal that the viewer does not see has it or not', async () => {
    const answers: string[] = []
    for (const isSecret of [true, false]) {
      const { id: prospect } = await aProspect('OPEN')
      if (isSecret) {
        const deal = await aDeal('SECRET', prospect)
        await ancrage.owner.query('delete from need_to_know where deal_id = $1 and user_id = $2', [
          deal.id,
          listed,
        ])
      }
      const facts = { codeName: 'Iris', title: 'An office', openedOn: '2018-01-08' }
      await write('openDeal', { ...facts, confidentiality: 'OPEN', prospect, widensAccess: true })
      answers.push(await outcome(officer, 'openDeal', { ...facts, confidentiality: 'INTERNAL', prospect }))
    }
    expect(answers).toEqual(['done', 'done'])
  })
})

describe('a contact of a company with a SECRET deal', () => {
  const aContact = async (): Promise<Row> => {
    const { id: prospect } = await aProspect()
    await aDeal('SECRET', prospect)
    return write('createContact', { name: 'Bo Berg', prospect })
  }
  const employmentsOf = async (contact: string): Promise<Row[]> =>
    (await ancrage.run(head, `{ contact(id: "${contact}") { employments { nodes { id version } } } }`))
      .contact.employments.nodes

  it('is not shown to more users by another employment', async () => {
    const { id } = await aContact()
    expect(await outcome(officer, 'createEmployment', { contact: id, agency: 'awex' })).toBe('done')
    expect(await seenBy('contacts', id)).toEqual([])
  })

  it('is shown by another employment only where a HEAD says so', async () => {
    const { id } = await aContact()
    const input = { contact: id, agency: 'awex', showsContact: true }
    expect(await outcome(officer, 'createEmployment', input)).toBe('HEAD_SHOWS_CONTACT')
    const { id: hidden, version } = await write('createEmployment', { ...input, showsContact: false })
    expect(await outcome(officer, 'updateEmployment', { id: hidden, version, showsContact: true })).toBe(
      'HEAD_SHOWS_CONTACT',
    )
    expect(await seenBy('contacts', id)).toEqual([])
    expect(await outcome(head, 'createEmployment', input)).toBe('done')
  })

  it('keeps its access when no employment shows it', async () => {
    const { id } = await aContact()
    const [only] = await employmentsOf(id)
    expect(await outcome(officer, 'updateEmployment', { ...only, showsContact: false })).toBe('done')
    expect(await seenBy('contacts', id)).toEqual([])
  })
})
