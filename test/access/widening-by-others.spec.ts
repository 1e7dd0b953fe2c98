/** What the lead of a RESTRICTED or SECRET deal protects is not shown by another agency, nor by two edits in place of one. */
import { startTestService, type TestService } from '../test-service.js'
import { createUser } from './fixture.js'

const head = 'head@awex.example'
const source = { kind: 'PRESS', name: 'The Times' }

interface Row {
  id: string
  version: number
}

let ancrage: TestService
let officer: { id: string; token: string }
/** A HEAD and an officer of an agency that supports the deals. */
let supporter: { id: string; token: string }
let colleague: { id: string; token: string }
let stranger: { id: string; token: string }
beforeAll(async () => {
  ancrage = await startTestService()
  officer = await createUser(ancrage, { agency: 'awex', role: 'OFFICER', clearance: 'SECRET' })
  supporter = await createUser(ancrage, { agency: 'liege-airport', role: 'HEAD', clearance: 'SECRET' })
  colleague = await createUser(ancrage, { agency: 'liege-airport', role: 'OFFICER', clearance: 'SECRET' })
  stranger = await createUser(ancrage, {
    ...{ agency: 'logistics-in-wallonia', role: 'OFFICER', clearance: 'SECRET' },
  })
})
afterAll(() => ancrage.stop())

const mutation = (verb: string) =>
  `mutation ($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { id version } }`
const write = async (verb: string, input: object): Promise<Row> =>
  (await ancrage.run(head, mutation(verb), { input }))[verb]
const writeAs = async ({ token }: { token: string }, verb: string, input: object): Promise<Row> => {
  const { data, errors } = await ancrage.send(token, mutation(verb), { input })
  if (errors) throw new Error(JSON.stringify(errors))
  return data[verb]
}
const codeOf = ({ errors }: Awaited<ReturnType<TestService['request']>>) =>
  errors?.[0]?.extensions.fields?.[0]?.code ?? errors?.[0]?.extensions.code ?? 'done'
const outcome = async ({ token }: { token: string }, verb: string, input: object) =>
  codeOf(await ancrage.send(token, mutation(verb), { input }))
const outcomeOfHead = async (verb: string, input: object) =>
  codeOf(await ancrage.request(head, mutation(verb), { input }))
const sees = async ({ token }: { token: string }, list: string, id: string): Promise<boolean> =>
  (await ancrage.send(token, `{ ${list}(where: { id: { eq: "${id}" } }) { totalCount } }`)).data[list]
    .totalCount > 0
const versionOf = async (deal: string): Promise<number> =>
  (await ancrage.run(head, `{ deal(id: "${deal}") { version } }`)).deal.version

let count = 0
const aDeal = (more: object) =>
  write('openDeal', { codeName: `Lotus ${++count}`, title: 'A plant', openedOn: '2018-01-08', ...more })
/** A SECRET deal whose list has the HEAD of a supporting agency; its company. */
async function aSupportedDeal(confidentiality = 'SECRET'): Promise<{ deal: string; prospect: string }> {
  const { id: prospect } = await write('createProspect', { name: `Quiet ${++count}` })
  const { id: deal } = await aDeal({ confidentiality, prospect })
  await write('addToNeedToKnow', { deal, user: supporter.id })
  await write('joinDeal', { deal, agency: 'liege-airport', role: 'SUPPORT' })
  return { deal, prospect }
}

describe('a company of a SECRET deal', () => {
  it('is not shown by a deal of another agency that is opened first and shown afterwards', async () => {
    const { prospect } = await aSupportedDeal()
    const facts = { codeName: 'Iris', title: 'An office', openedOn: '2018-01-08', confidentiality: 'SECRET' }
    const own = await writeAs(supporter, 'openDeal', { ...facts, prospect })
    const outcomes = [
      await outcome(supporter, 'addToNeedToKnow', { deal: own.id, user: colleague.id }),
      await outcome(supporter, 'updateDeal', { ...own, confidentiality: 'OPEN' }),
      await outcome(supporter, 'updateDeal', { ...own, confidentiality: 'OPEN', widensAccess: true }),
      await outcome(supporter, 'updateDeal', { ...own, confidentiality: 'RESTRICTED' }),
    ]
    expect(outcomes).toEqual(['WIDENS_COMPANY', 'WIDENS_COMPANY', 'WIDENS_COMPANY', 'WIDENS_COMPANY'])
    expect(await sees(stranger, 'prospects', prospect)).toBe(false)
  })

  it('is shown by another deal of the lead agency only if its HEAD shows that deal', async () => {
    const { id: prospect } = await write('createProspect', { name: `Quiet ${++count}` })
    await aDeal({ confidentiality: 'RESTRICTED', prospect })
    const facts = { codeName: 'Iris', title: 'An office', confidentiality: 'RESTRICTED' }
    const { id: deal } = await writeAs(officer, 'openDeal', { ...facts, prospect })
    const joining = { deal, agency: 'logistics-in-wallonia', role: 'SUPPORT' }
    expect(await outcome(officer, 'joinDeal', joining)).toBe('WIDENS_COMPANY')
    expect(await sees(stranger, 'prospects', prospect)).toBe(false)
    expect(await outcomeOfHead('joinDeal', joining)).toBe('done')
    expect(await sees(stranger, 'prospects', prospect)).toBe(true)
    const version = await versionOf(deal)
    expect(await outcomeOfHead('updateDeal', { id: deal, version, confidentiality: 'OPEN' })).toBe('done')
  })

  it('answers alike whether a deal that the viewer does not see has it or not', async () => {
    const answers: string[] = []
    for (const isSecret of [true, false]) {
      const { id: prospect } = await write('createProspect', {
        name: `Quiet ${++count}`,
        confidentiality: 'OPEN',
      })
      const facts = { codeName: 'Iris', title: 'An office', confidentiality: 'RESTRICTED', prospect }
      const { id: deal } = await writeAs(officer, 'openDeal', facts)
      if (isSecret) await aDeal({ confidentiality: 'SECRET', prospect })
      answers.push(
        await outcome(officer, 'joinDeal', { deal, agency: 'logistics-in-wallonia', role: 'SUPPORT' }),
      )
    }
    expect(answers).toEqual(['done', 'done'])
  })

  it('lets an offered lead be accepted', async () => {
    const { deal, prospect } = await aSupportedDeal('RESTRICTED')
    const { id } = await aDeal({ confidentiality: 'RESTRICTED', prospect })
    const version = await versionOf(id)
    await write('handOverDeal', { deal: id, version, to: 'liege-airport', reason: 'It is theirs' })
    const { data } = await ancrage.send(supporter.token, '{ handoverOffers { nodes { id } } }')
    const offer = data.handoverOffers.nodes[0].id as string
    expect([deal === id, await outcome(supporter, 'acceptHandover', { offer })]).toEqual([false, 'done'])
  })
})

it('a contact of a SECRET deal is not shown by a HEAD of a supporting agency', async () => {
  const { prospect } = await aSupportedDeal()
  const { id: contact } = await write('createContact', { name: 'Ada Arp', prospect })
  const input = { contact, agency: 'liege-airport', showsContact: true }
  expect(await outcome(supporter, 'createEmployment', input)).toBe('HEAD_SHOWS_CONTACT')
  expect(await sees(stranger, 'contacts', contact)).toBe(false)
  expect(await outcomeOfHead('createEmployment', input)).toBe('done')
})

describe('a running embargo', () => {
  const embargo = { embargoUntil: '2190-01-01T00:00:00Z', embargoCircle: { needToKnow: true } }
  const aClaim = (deal: string) =>
    write('recordClaim', { deal, statement: 'They come', statedOn: '2018-02-06', source, ...embargo })
  const terms = { title: 'Terms', kind: 'MOU', standing: 'DISCUSSED' }
  const anAgreement = (deal: string) =>
    write('recordAgreement', {
      ...{ ...terms, deals: [deal], ...embargo },
      parties: [{ agency: 'awex' }, { name: 'A party' }],
    })
  const later = '2191-01-01T00:00:00Z'

  it.each(['OPEN', 'INTERNAL', 'RESTRICTED'])(
    'is neither moved nor lifted by a HEAD of a supporting agency, and is by one of the lead: %s',
    async (confidentiality) => {
      const { deal } = await aSupportedDeal(confidentiality)
      const [claim, agreement] = [await aClaim(deal), await anAgreement(deal)]
      for (const until of [null, later, '2000-01-01T00:00:00Z']) {
        expect(await outcome(supporter, 'embargoClaim', { ...claim, until })).toBe('FORBIDDEN')
        expect(await outcome(supporter, 'updateAgreement', { ...agreement, embargoUntil: until })).toBe(
          'FORBIDDEN',
        )
      }
      const circle = { embargoCircle: { users: [colleague.id] } }
      expect(await outcome(supporter, 'updateAgreement', { ...agreement, ...circle })).toBe('FORBIDDEN')
      expect(await outcomeOfHead('embargoClaim', { ...claim, until: null })).toBe('done')
      expect(await outcomeOfHead('updateAgreement', { ...agreement, embargoUntil: null })).toBe('done')
    },
  )

  it('is lifted by a HEAD of the supporting agency that recorded it', async () => {
    const { deal } = await aSupportedDeal('RESTRICTED')
    const claim = await writeAs(supporter, 'recordClaim', {
      ...{ deal, statement: 'They come', statedOn: '2018-02-06', source, ...embargo },
    })
    expect(await outcome(supporter, 'embargoClaim', { ...claim, until: null })).toBe('done')
  })

  it('is not widened to the list of a deal that another agency adds to the agreement', async () => {
    const { deal } = await aSupportedDeal('RESTRICTED')
    const { id, version } = await anAgreement(deal)
    const facts = { codeName: 'Iris', title: 'An office', confidentiality: 'RESTRICTED' }
    const own = await writeAs(supporter, 'openDeal', facts)
    await writeAs(supporter, 'addToNeedToKnow', { deal: own.id, user: colleague.id })
    const input = { id, version, deals: [deal, own.id], widensAccess: true }
    expect(await outcome(supporter, 'updateAgreement', input)).toBe('WIDENS_ACCESS')
    expect(await sees(colleague, 'agreements', id)).toBe(false)
  })

  it('is not lifted by leaving an INTERNAL deal that another agency leads', async () => {
    const { deal } = await aSupportedDeal('INTERNAL')
    const { id, version } = await anAgreement(deal)
    const own = await writeAs(supporter, 'openDeal', { codeName: 'Iris', title: 'An office' })
    for (const { id: user } of [supporter, colleague])
      await writeAs(supporter, 'addToNeedToKnow', { deal: own.id, user })
    const input = { id, version, deals: [own.id], widensAccess: true }
    expect(await outcome(supporter, 'updateAgreement', input)).toBe('WIDENS_ACCESS')
    expect(await sees(colleague, 'agreements', id)).toBe(false)
  })
})
