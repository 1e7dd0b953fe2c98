/** What differs between an issued summary and today, line by line and with the reason. */
import { createDocumentFetch, readHtmlText, readPdfText, type FetchDocument } from './documents.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const analyst = 'analyst@awex.example'
const issue = `mutation ($input: IssueWeeklySummaryInput!) { issueWeeklySummary(input: $input) { id } }`

let ancrage: TestService
let fetchDocument: FetchDocument
beforeEach(async () => {
  ancrage = await startTestService({ demo: true })
  fetchDocument = createDocumentFetch(ancrage)
}, 60_000)
afterEach(() => ancrage.stop())

const issueSummary = async (week: string) =>
  (await ancrage.run(head, issue, { input: { agency: 'awex', week } })).issueWeeklySummary.id as string
const readLines = async (id: string, by = head) =>
  (
    await ancrage.run(
      by,
      `query ($id: ID!) { weeklySummaries(where: { id: { eq: $id } }, first: 1) { nodes {
          differences(language: EN) { totalCount lines { kind what deals issued today why } } } } }`,
      { id },
    )
  ).weeklySummaries.nodes[0].differences as {
    totalCount: number
    lines: {
      kind: string
      what: string
      deals: string[]
      issued: string | null
      today: string | null
      why: string | null
    }[]
  }
const change = (by: string, mutation: string, input: object) => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`
  return ancrage.run(by, `mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`, { input })
}
const findDeal = async (codeName: string) =>
  (
    await ancrage.run(
      head,
      `query ($name: String) { deals(where: { codeName: { eq: $name } }) { nodes { id version reference
          transitions(where: { holds: { eq: true } }, orderBy: [{ place: DESC }]) { nodes { id } } } } }`,
      { name: codeName },
    )
  ).deals.nodes[0]
const correctCommitment = async () => {
  const { version, transitions } = await findDeal('Plume')
  await change('head@liege-airport.example', 'correctMove', {
    move: transitions.nodes[0].id,
    version,
    effectiveOn: '2018-06-05',
    reason: 'Signed on paper a week later',
  })
}

describe('the differences of an issued summary from today', () => {
  it('are none while nothing has changed', async () => {
    expect(await readLines(await issueSummary('2018-W22'))).toEqual({ totalCount: 0, lines: [] })
    const { status, body } = await fetchDocument(head, 'awex/2018-W22/1/differences.html?lang=en')
    expect(status).toBe(200)
    expect(readHtmlText(body)).toContain('Today’s data give the same summary.')
  })

  it('show a corrected move, the deal and the figures as issued and as of now', async () => {
    const id = await issueSummary('2018-W22')
    await correctCommitment()
    const { reference } = await findDeal('Plume')
    const { lines } = await readLines(id)
    expect(lines.filter(({ kind }) => kind === 'MOVEMENT')).toEqual([
      {
        kind: 'MOVEMENT',
        what: 'Movements',
        deals: [reference],
        issued: expect.stringContaining('Negotiation → Committed'),
        today: null,
        why: 'CORRECTED',
      },
    ])
    expect(lines.find(({ kind, what }) => kind === 'FIGURE' && what === 'Moved forward')).toMatchObject({
      issued: expect.stringContaining('Deals: 1 · Jobs: not stated'),
      today: expect.stringContaining('Deals: 0 · Jobs: 0'),
      why: null,
    })
    expect(lines.find(({ kind }) => kind === 'DEAL')).toMatchObject({
      deals: [reference],
      issued: expect.stringContaining('Committed'),
      today: expect.stringContaining('Negotiation'),
      why: 'CORRECTED',
    })
  })

  it('say what was recorded late and what was withdrawn', async () => {
    const id = await issueSummary('2018-W22')
    const lotus = await findDeal('Lotus')
    await ancrage.run(head, 'mutation ($input: ProjectJobsInput!) { projectJobs(input: $input) { id } }', {
      input: {
        deal: lotus.id,
        kind: 'DIRECT',
        horizon: 'FULL',
        low: 4000,
        standing: 'REPORTED',
        statedOn: '2018-06-01',
        source: { kind: 'PRESS', name: 'L’Avenir' },
      },
    })
    const late = (await readLines(id)).lines.filter(({ kind }) => kind === 'PROJECTION')
    expect(late).toEqual([
      expect.objectContaining({
        issued: null,
        today: expect.stringContaining('4,000'),
        why: 'RECORDED_LATE',
        deals: [lotus.reference],
      }),
    ])
    const { projections } = (
      await ancrage.run(
        head,
        '{ weeklySummary(agency: "awex", week: "2018-W22") { projections { id low } } }',
      )
    ).weeklySummary
    const issued = projections.find(({ low }: { low: number }) => low === 1000)
    await change(head, 'withdrawJobProjection', { id: issued.id, reason: 'On the wrong deal' })
    const withdrawn = (await readLines(id)).lines.find(
      ({ kind, why }) => kind === 'PROJECTION' && why === 'WITHDRAWN',
    )
    expect(withdrawn).toMatchObject({ issued: expect.stringContaining('1,000 or more'), today: null })
  })

  it('show a reader of the masked deal no more than the summaries do', async () => {
    const id = await issueSummary('2018-W22')
    await correctCommitment()
    const lotus = await findDeal('Lotus')
    await change(head, 'updateDeal', {
      id: lotus.id,
      version: lotus.version,
      capex: { low: '1', currency: 'EUR' },
    })
    const texts = JSON.stringify(await readLines(id, analyst))
    expect(texts).toContain('Negotiation → Committed')
    expect(texts).not.toMatch(/Alibaba|Jack Ma/)
    const page = await fetchDocument(analyst, 'awex/2018-W22/1/differences.html?lang=en')
    expect(readHtmlText(page.body)).not.toMatch(/Alibaba|Jack Ma/)
  })

  it('say of a deal that left the view, and of one that came into it, that nothing was recorded', async () => {
    const id = await issueSummary('2018-W22')
    await ancrage.owner
      .query(`update deal_team set agency_id = (select id from agency where code = 'cabinet-michel')
      where agency_id = (select id from agency where code = 'awex') and deal_id = (select id from deal where code_name = 'Plume')`)
    const { lines } = await readLines(id)
    expect(lines.find(({ kind }) => kind === 'MOVEMENT')).toMatchObject({ today: null, why: 'NOT_SHOWN_NOW' })
  })

  it('are documents in every format and language at an address that the summary names', async () => {
    await issueSummary('2018-W22')
    await correctCommitment()
    const page = (await fetchDocument(head, 'awex/2018-W22/1.html?lang=nl')).body.toString()
    expect(page).toContain('href="1/differences.html?lang=nl"')
    expect((await fetchDocument(head, 'awex/latest.html?lang=nl')).body.toString()).toContain(
      'href="2018-W22/1/differences.html?lang=nl"',
    )
    const get = (file: string) => fetchDocument(head, `awex/2018-W22/1/${file}`)
    for (const [lang, words] of [
      ['en', 'Corrected since.'],
      ['fr', 'Corrigé depuis.'],
      ['nl', 'Sindsdien verbeterd.'],
      ['de', 'Seither berichtigt.'],
    ])
      expect(await readPdfText((await get(`differences.pdf?lang=${lang}`)).body)).toContain(words)
    const csv = await get('differences.csv?lang=en')
    expect(csv.headers.get('content-disposition')).toBe(
      'attachment; filename="awex-2018-W22-r1-en-today.csv"',
    )
    expect(csv.body.toString()).toMatch(/# differences\r\nWhat,Deal,Issued,Today,Why\r\n/)
    for (const format of ['xlsx', 'zip'])
      expect((await get(`differences.${format}?lang=en`)).body.subarray(0, 2).toString()).toBe('PK')
    const json = JSON.parse((await get('differences.json')).body.toString())
    expect(json).toMatchObject({ version: 1, week: '2018-W22', issue: { revision: 1 } })
    expect(json.differences.map(({ why }: { why: string | null }) => why)).toContain('CORRECTED')
    for (const file of ['differences.doc', 'other.pdf', 'differences.pdf?knownAt=2018-01-01T00:00:00Z'])
      expect([file, (await get(file)).status]).toEqual([
        file,
        file === 'other.pdf' ? 404 : file.includes('doc') ? 406 : 400,
      ])
    expect((await fetchDocument(head, 'awex/2018-W22/7/differences.json')).status).toBe(404)
    expect((await fetchDocument(null, 'awex/2018-W22/1/differences.json')).status).toBe(401)
  })
})
