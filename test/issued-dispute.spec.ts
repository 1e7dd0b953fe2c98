/** Issued summaries, for readers who saw only one claim of a dispute, or not all parties of an agreement, when they were issued. */
import { createDocumentFetch } from './documents.js'
import { dealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const otherHead = 'head@michel.example'

describe('a dispute in an issued summary', () => {
  let ancrage: TestService
  beforeAll(async () => {
    ancrage = await startTestService()
  }, 60_000)
  afterAll(() => ancrage.stop())

  const write = async (verb: string, input: object, selection = 'id', email = head) => {
    const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`
    const mutation = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${selection} } }`
    return (await ancrage.run(email, mutation, { input }))[verb]
  }
  const aCompany = async (name: string): Promise<string> => (await write('createProspect', { name })).id
  const aClaim = async (subject: object, statement: string, more: object = {}): Promise<string> =>
    (
      await write('recordClaim', {
        ...{ statement, statedOn: '2018-05-31', source: { kind: 'PRESS' } },
        ...subject,
        ...more,
      })
    ).id
  /** Returns an agreement with a company; without a deal, only its agency sees it. */
  const anAgreement = (title: string, prospect: string, more: object = {}) =>
    write(
      'recordAgreement',
      {
        ...{ title, kind: 'MOU', standing: 'DISCUSSED', confidentiality: 'INTERNAL' },
        parties: [{ name: 'Belgium' }, { prospect }],
        ...more,
      },
      'id version',
    )
  const open = ({ id, version }: { id: string; version: number }, title: string) =>
    write('updateAgreement', { id, version, title, confidentiality: 'OPEN', widensAccess: true })
  const issue = async (more: object = {}) => {
    const input = { agency: 'awex', week: '2018-W22', ...more }
    return (await write('issueWeeklySummary', input, 'revision')).revision as number
  }
  const readIssued = async (email: string, revision: number): Promise<string> => {
    const fetchDocument = createDocumentFetch(ancrage)
    const { status, body } = await fetchDocument(email, `awex/2018-W22/${revision}.json?lang=en`)
    expect(status).toBe(200)
    return body.toString()
  }

  it('stays hidden from a reader who could not see the disputed claim when it was issued', async () => {
    const prospect = await aCompany('Lotus Logistics')
    await dealClient(ancrage).open({ confidentiality: 'OPEN', prospect })
    const agreement = await anAgreement('Purchase of the mine', prospect)
    const disputed = await aClaim({ agreement: agreement.id }, 'The price is agreed')
    await aClaim({ prospect }, 'Lotus buys nothing', { disputes: disputed })
    const revision = await issue()
    expect(await readIssued(otherHead, revision)).not.toMatch(/the mine|price is agreed/)

    await open(agreement, 'A partnership')
    expect(await readIssued(otherHead, revision)).not.toMatch(/the mine|price is agreed/)
    expect(await readIssued(head, revision)).toMatch(/the mine/)
    const again = await issue({ reason: 'The agreement is public' })
    expect(await readIssued(otherHead, again)).toMatch(/price is agreed/)
  })

  it('stays hidden from a reader who could not see the disputing claim when it was issued', async () => {
    const prospect = await aCompany('Iris Chemicals')
    const deals = dealClient(ancrage)
    const secret = await deals.open({ confidentiality: 'RESTRICTED', codeName: 'Iris', prospect })
    const deal = await deals.open({ confidentiality: 'OPEN', codeName: 'Tulip' })
    const agreement = await anAgreement('A park', prospect, { deals: [deal] })
    const disputed = await aClaim({ agreement: agreement.id }, 'Iris builds a plant')
    await aClaim({ prospect }, 'Iris builds nothing', { disputes: disputed })
    const revision = await issue({ reason: 'More was stated' })
    expect(await readIssued(otherHead, revision)).not.toMatch(/Iris builds nothing/)

    const { version } = (
      await ancrage.run(head, 'query ($id: ID!) { deal(id: $id) { version } }', { id: secret })
    ).deal
    await write('updateDeal', { id: secret, version, confidentiality: 'OPEN', widensAccess: true })
    expect(await readIssued(otherHead, revision)).not.toMatch(/Iris builds nothing/)
    expect(await readIssued(head, revision)).toMatch(/Iris builds nothing/)
    const again = await issue({ reason: 'The deal is public' })
    expect(await readIssued(otherHead, again)).toMatch(/Iris builds nothing/)
  })

  it('does not name a company under an earlier name that its reader could not see then', async () => {
    const prospect = await aCompany('Quartz Mining')
    const deals = dealClient(ancrage)
    const deal = await deals.open({ confidentiality: 'RESTRICTED', prospect, openedOn: '2018-01-08' })
    const signed = { standing: 'SIGNED', signedOn: '2018-05-31', confidentiality: 'OPEN' }
    await anAgreement('A mine in the Ardennes', prospect, signed)
    const revision = await issue({ reason: 'A signature was recorded late' })
    expect(await readIssued(head, revision)).toContain('Quartz Mining')
    expect(await readIssued(otherHead, revision)).toContain('A mine in the Ardennes')
    expect(await readIssued(otherHead, revision)).not.toContain('Quartz')
    const { version } = (
      await ancrage.run(head, 'query ($id: ID!) { prospect(id: $id) { version } }', { id: prospect })
    ).prospect
    await write('updateProspect', { id: prospect, version, name: 'Mines of the Ardennes' })
    const { version: dealVersion } = (
      await ancrage.run(head, 'query ($id: ID!) { deal(id: $id) { version } }', { id: deal })
    ).deal
    await write('updateDeal', { id: deal, version: dealVersion, confidentiality: 'OPEN', widensAccess: true })
    expect(await readIssued(otherHead, revision)).toContain('A mine in the Ardennes')
    expect(await readIssued(otherHead, revision)).not.toContain('Quartz')
    expect(await readIssued(head, revision)).toContain('Quartz Mining')
  })
})
