/** What an issued summary, frozen with every row of the agency, shows a reader who may see only a part of it. */
import { startTestService, type TestService } from '../test-service.js'
import { createUser } from './fixture.js'

const head = 'head@awex.example'
const week = '2018-W06'
const source = { kind: 'PRESS', name: 'The Times' }

let ancrage: TestService
let outsider: string
beforeEach(async () => {
  ancrage = await startTestService()
  outsider = (await createUser(ancrage, { agency: 'cabinet-michel', role: 'OFFICER', clearance: 'OPEN' }))
    .token
})
afterEach(() => ancrage.stop())

const textOf = (verb: string, selection: string) =>
  `mutation ($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { ${selection} } }`
const make = async (verb: string, input: object, selection = 'id') =>
  (await ancrage.run(head, textOf(verb, selection), { input }))[verb]
const openDeal = async (codeName: string, confidentiality: string, prospect: string): Promise<string> =>
  (
    await make('openDeal', {
      ...{ codeName, title: `${codeName} title`, confidentiality, prospect },
      openedOn: '2018-01-08',
    })
  ).id
const createProspect = async (name: string): Promise<string> => (await make('createProspect', { name })).id
const issue = (input: object = {}) => make('issueWeeklySummary', { agency: 'awex', week, ...input })

/** Returns the summary as JSON, as issued and as of now, for the bearer of a token. */
async function readBoth(token: string): Promise<string[]> {
  const texts = []
  for (const address of [`${week}/1`, week]) {
    const response = await fetch(`${ancrage.address}/summaries/awex/${address}.json`, {
      headers: { authorization: `Bearer ${token}` },
    })
    texts.push(await response.text())
  }
  return texts
}
const tokenOf = async (email: string): Promise<string> =>
  (
    await ancrage.run(null, textOf('signIn', 'token'), {
      input: { email, password: 'ancrage-demo' },
    })
  ).signIn.token

describe('an issued summary', () => {
  it('names a hidden company among the parties of an agreement only to those who see the company', async () => {
    const hidden = await createProspect('Quokka Motors')
    await openDeal('Hush', 'SECRET', hidden)
    const deal = await openDeal('Open', 'OPEN', await createProspect('Plain Foods'))
    await make('recordAgreement', {
      ...{ title: 'Memorandum', kind: 'MOU', standing: 'SIGNED', signedOn: '2018-02-06', deals: [deal] },
      parties: [{ agency: 'awex' }, { prospect: hidden }, { name: 'Belgium' }],
    })
    await issue()
    for (const text of await readBoth(outsider)) {
      expect(text).toContain('Belgium')
      expect(text).not.toContain('Quokka')
    }
    for (const text of await readBoth(await tokenOf(head))) expect(text).toContain('Quokka Motors')
  })

  it.each(['deal', 'prospect'])(
    'shows a dispute of a claim on a hidden deal, by one on a visible %s, only to those who see both',
    async (subject) => {
      const prospect = await createProspect('Plain Foods')
      const deal = await openDeal('Open', 'OPEN', prospect)
      const hidden = await openDeal('Hush', 'SECRET', prospect)
      const agreement = await make('recordAgreement', {
        ...{ title: 'Memorandum', kind: 'MOU', standing: 'DISCUSSED', deals: [hidden] },
        parties: [{ agency: 'awex' }, { prospect }],
      })
      // a claim about the company may dispute one about any of its deals, and that about a deal one about the company
      const disputed = await make('recordClaim', {
        ...{ statement: 'A quokka statement', statedOn: '2018-02-06', source },
        ...(subject === 'deal' ? { agreement: agreement.id } : { deal: hidden }),
      })
      const first = await make('recordClaim', {
        ...{ statement: 'A denial', statedOn: '2018-02-07', source, prospect, disputes: disputed.id },
      })
      if (subject === 'deal')
        await make('recordClaim', {
          ...{ statement: 'Another denial', statedOn: '2018-02-07', source, deal, disputes: first.id },
        })
      await issue()
      for (const text of await readBoth(outsider)) {
        expect(text).toContain('A denial')
        expect(text).not.toMatch(/quokka/i)
      }
      for (const text of await readBoth(await tokenOf(head))) expect(text).toContain('A quokka statement')
    },
  )
})

describe('issuing a summary again', () => {
  const move = async (deal: string) => {
    const { version } = (await ancrage.run(head, `{ deal(id: "${deal}") { version } }`)).deal
    await make('moveDeal', { id: deal, version, to: 'CONTACTED', effectiveOn: '2018-02-07' })
  }
  const issueAs = (token: string, input: object = {}) =>
    ancrage.send(token, textOf('issueWeeklySummary', 'id revision'), {
      input: { agency: 'awex', week, ...input },
    })

  it('reveals nothing to a HEAD about a hidden deal that has changed since', async () => {
    const uninformed = await createUser(ancrage, { agency: 'awex', role: 'HEAD', clearance: 'OPEN' })
    const hidden = await openDeal('Hush', 'SECRET', await createProspect('Quokka Motors'))
    const first = await issueAs(uninformed.token)
    expect(first.data.issueWeeklySummary).toMatchObject({ revision: 1 })
    await move(hidden)
    for (const input of [{}, { reason: 'Has anything changed?' }]) {
      const { data, errors } = await issueAs(uninformed.token, input)
      expect({ data, errors }).toEqual({ data: first.data, errors: undefined })
    }
  })

  it('requires a reason of a HEAD who sees the difference, and freezes it', async () => {
    const hidden = await openDeal('Hush', 'SECRET', await createProspect('Quokka Motors'))
    await issue()
    await move(hidden)
    const { errors } = await ancrage.request(head, textOf('issueWeeklySummary', 'id'), {
      input: { agency: 'awex', week },
    })
    expect(errors![0]!.extensions.fields).toMatchObject([{ path: 'input.reason', code: 'NEEDED' }])
    expect(await make('issueWeeklySummary', { agency: 'awex', week, reason: 'A move' }, 'revision')).toEqual({
      revision: 2,
    })
  })
})
