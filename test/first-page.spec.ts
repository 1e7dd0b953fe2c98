/** The rules of the first page: what comes first, how sure it is, what is coming, and what stays as it was issued. */
import { dealClient, lossInput } from './deal-client.js'
import {
  figuresOf,
  firstPageFields,
  firstPageFragment,
  linesOf,
  readFirstPage,
  withPlainSpaces,
  type FirstPageAnswer,
} from './first-page.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const company = { kind: 'COMPANY', name: null }

let ancrage: TestService
let references: Record<string, string>
beforeAll(async () => {
  ancrage = await startTestService()
  const deals = dealClient(ancrage)
  const opened = { openedOn: '2018-01-02' }
  const contracted = await deals.open({
    ...opened,
    codeName: 'Acier',
    capex: { low: '12000000000', high: '17364730000', currency: 'EUR' },
    activity: 'MANUFACTURING',
  })
  const announced = await deals.open({ ...opened, codeName: 'Brise', expectedDecision: month })
  const landed = await deals.open({ ...opened, codeName: 'Chêne' })
  const lost = await deals.open({ ...opened, codeName: 'Dune' })
  const small = await deals.open({ ...opened, codeName: 'Écume' })
  const rumoured = await deals.open({ ...opened, codeName: 'Foehn' })
  const stated = { statedOn: '2018-02-01', horizon: 'FULL' }
  await deals.project(contracted, { ...stated, low: 700, high: 700, standing: 'CONTRACTED' })
  await deals.project(contracted, { ...stated, statedOn: '2018-03-13', low: 4000, standing: 'REPORTED' })
  await deals.project(announced, { ...stated, low: 200, high: 300, standing: 'ANNOUNCED', source: company })
  await deals.project(landed, { ...stated, low: 48, high: 48, standing: 'REALISED' })
  await deals.project(small, { ...stated, low: 1, high: 1, standing: 'REPORTED', source: company })
  await deals.project(rumoured, { ...stated, low: 9000, standing: 'RUMOURED' })
  await deals.move(landed, 'COMMITTED', '2018-03-02')
  await deals.move(landed, 'LANDED', '2018-03-14')
  await deals.move(contracted, 'NEGOTIATION', '2018-03-13')
  await deals.move(announced, 'CONTACTED', '2018-03-12')
  await deals.move(lost, 'LOST', '2018-03-15', { ...lossInput('NL'), reason: 'Lost' })
  await deals.move(small, 'CONTACTED', '2018-03-16')
  await deals.move(rumoured, 'CONTACTED', '2018-03-16')
  await ancrage.run(head, 'mutation ($input: AddTaskInput!) { addTask(input: $input) { id } }', {
    input: { deal: announced, title: 'Send the offer', dueOn: '2018-03-28' },
  })
  const { deals: listed } = await ancrage.run(head, '{ deals { nodes { codeName reference } } }')
  references = Object.fromEntries(
    (listed.nodes as { codeName: string; reference: string }[]).map((deal) => [
      deal.codeName,
      deal.reference,
    ]),
  )
}, 60_000)
afterAll(() => ancrage.stop())

const month = { from: '2018-04-01', to: '2018-04-30', precision: 'MONTH' }
const week = '2018-W11'
const read = (language = 'EN', more = {}) => readFirstPage(ancrage, head, { week, language, ...more })

it('puts the deal with most jobs first, and says of each by whose word', async () => {
  const { moved } = await read()
  expect(linesOf(moved)).toEqual([
    `Acier (Acier ${references.Acier}): The deal moved forward to the negotiation stage on 13 March 2018. A head of agency allowed it although facts were missing. The contract provides that the project will create 700 jobs at full capacity. / Manufacturing · investment: between €12 billion and €17.4 billion`,
    `Brise (Brise ${references.Brise}): The deal moved forward to the first-contact stage on 12 March 2018. The company has announced that the project will create 200 to 300 jobs at full capacity.`,
    `Chêne (Chêne ${references.Chêne}): The deal was won on 14 March 2018: the company is coming. A head of agency allowed it although facts were missing. So far, the project has created 48 jobs.`,
    `Écume (Écume ${references.Écume}): The deal moved forward to the first-contact stage on 16 March 2018. According to the company, the project would create 1 job at full capacity.`,
    `Dune (Dune ${references.Dune}): The deal was lost on 15 March 2018.`,
    `Foehn (Foehn ${references.Foehn}): The deal moved forward to the first-contact stage on 16 March 2018. No number of jobs has been stated.`,
  ])
})

it('begins the headline with what was won or lost', async () => {
  expect((await read('FR')).headline).toBe(
    'Le dossier Chêne a été gagné le 14 mars 2018 : l’entreprise s’implante. Le contrat prévoit que le projet Acier créera 700 emplois à terme.',
  )
})

it('says beside the jobs how sure they are, and leaves rumours out', async () => {
  expect(figuresOf(await read())).toEqual([
    'Open deals: 4 (−2 since the week before)',
    'Jobs projected: 901 to 1,001 (700 under contract, 200 to 300 announced by the company, 1 according to the company; direct jobs, for 3 deals of 4)',
    'Investment stated: between €12 billion and €17.4 billion (for 1 deal of 4)',
    'Jobs realised: 48 (48 of them by the deals won this week)',
  ])
  expect(figuresOf(await read('FR')).slice(1, 3)).toEqual([
    'Emplois en projet: 901 à 1 001 (700 prévus par contrat, 200 à 300 annoncés par l’entreprise, 1 selon l’entreprise ; emplois directs, pour 3 dossiers sur 4)',
    'Investissements indiqués: entre 12 et 17,4 milliards d’euros (pour 1 dossier sur 4)',
  ])
})

it('names the decisions and deadlines of the next four weeks by day', async () => {
  expect(linesOf((await read()).coming)).toEqual([
    `Brise (Brise ${references.Brise}): To be done by 28 March 2018: Send the offer.`,
    `Brise (Brise ${references.Brise}): The company’s decision is expected in April 2018.`,
  ])
  expect(linesOf((await read('FR')).coming)).toEqual([
    `Brise (Brise ${references.Brise}): À faire pour le 28 mars 2018 : Send the offer.`,
    `Brise (Brise ${references.Brise}): La décision de l’entreprise est attendue en avril 2018.`,
  ])
})

it('takes up first what is overdue, and gives each deal another reason', async () => {
  const { attention } = await readFirstPage(ancrage, head, { week: '2018-W20', language: 'EN' })
  expect(linesOf(attention).slice(0, 3)).toEqual([
    `Brise (Brise ${references.Brise}): The decision was expected by 30 April 2018; it is not known.`,
    `Acier (Acier ${references.Acier}): No meeting has been held yet.`,
    expect.stringMatching(/^Écume .*: The next stage still needs the company, /),
  ])
})

describe('an issued first page', () => {
  const issued = `query ($week: String!, $language: Language) { weeklySummaries(where: { week: { eq: $week } }) { nodes { id revision firstPage(language: $language) { ${firstPageFields} } } } }
    ${firstPageFragment}`
  const readIssued = async () => {
    const { weeklySummaries } = await ancrage.run(head, issued, { week, language: 'EN' })
    return withPlainSpaces(weeklySummaries.nodes[0].firstPage as FirstPageAnswer)
  }
  const issue = async (input: object) =>
    (
      await ancrage.run(
        head,
        'mutation ($input: IssueWeeklySummaryInput!) { issueWeeklySummary(input: $input) { id } }',
        { input: { agency: 'awex', ...input } },
      )
    ).issueWeeklySummary.id as string

  it('is the live one of that instant, and stays so', async () => {
    const live = await read()
    await issue({ week })
    expect(await readIssued()).toEqual(live)
    const deals = dealClient(ancrage)
    const { deals: found } = await ancrage.run(
      head,
      '{ deals(where: { codeName: { eq: "Acier" } }) { nodes { id } } }',
    )
    await deals.project(found.nodes[0].id as string, {
      low: 900,
      high: 900,
      standing: 'CONTRACTED',
      statedOn: '2018-03-16',
    })
    expect((await read()).moved.items[0]!.text).toContain('900 jobs')
    expect(await readIssued()).toEqual(live)
  })

  it('says only what is there if it was issued before it had standings', async () => {
    const { owner } = ancrage
    await owner.query('alter table weekly_line disable trigger user')
    await owner.query(`delete from weekly_line where kind in ('dealFacts', 'decisionComing', 'taskComing')`)
    await owner.query('alter table weekly_line enable trigger user')
    const page = await readIssued()
    expect(page.moved.items[0]).toMatchObject({
      name: 'Acier',
      text: expect.stringContaining('The figure stated is 700 jobs.') as string,
      details: 'Investment: between €12 billion and €17.4 billion',
    })
    expect(figuresOf(page)[1]).toBe('Jobs projected: 901 to 1,001 (3 deals of 4)')
    expect(page.coming.items).toEqual([])
  })

  it('of a week that was not over says so', async () => {
    const { weeklySummary } = await ancrage.run(
      head,
      `{ weeklySummary(agency: "awex", week: "${currentWeek()}") { firstPage(language: EN) { notice } } }`,
    )
    expect(weeklySummary.firstPage.notice).toBe('The week is not over: this page may still change.')
    await issue({ week: currentWeek() })
    const { weeklySummaries } = await ancrage.run(head, issued, { week: currentWeek(), language: 'EN' })
    expect(weeklySummaries.nodes[0].firstPage.notice).toMatch(
      /^Issued on .*, before the end of the week: it says nothing of what followed\.$/,
    )
  })

  it('costs what it reads: a list of a hundred is refused', async () => {
    const answer = await ancrage.request(
      'head@awex.example',
      '{ weeklySummaries(first: 100) { nodes { firstPage { headline } } } }',
    )
    expect(answer.errors?.[0]?.extensions.code).toBe('TOO_COSTLY')
  })
})

/** The ISO week of today in Brussels. */
function currentWeek(): string {
  const day = new Date(new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/Brussels' }))
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7))
  const days = (day.getTime() - Date.UTC(day.getUTCFullYear(), 0, 1)) / 86_400_000
  return `${day.getUTCFullYear()}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`
}
