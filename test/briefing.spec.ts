/** The briefing of a company as a document: with what its reader may see, on one page, recorded as read. */
import { writeFileSync } from 'node:fs'
import {
  createDocumentFetch,
  normalizeSpaces,
  readHtmlText,
  readPdfProperties,
  readPdfText,
  type FetchDocument,
} from './documents.js'
import { getDocumentProxy } from 'unpdf'
import { startTestService, type TestService } from './test-service.js'

const officer = 'officer@awex.example'
const head = 'head@awex.example'
const partner = 'officer@liege-airport.example'

let ancrage: TestService
let fetchDocument: FetchDocument
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
  fetchDocument = createDocumentFetch(ancrage)
}, 120_000)
afterAll(() => ancrage.stop())

const idOf = async (name: string): Promise<string> => {
  const query = 'query ($name: String!) { prospects(where: { name: { eq: $name } }) { nodes { id } } }'
  return (await ancrage.run(head, query, { name })).prospects.nodes[0].id
}
const fetchBriefing = async (email: string | null, name: string, rest = '.pdf?lang=en') =>
  fetchDocument(email, `../briefings/${await idOf(name)}${rest}`)

/** SHOTS=folder keeps the files, to look at. */
const keep = (name: string, body: Buffer): void => {
  if (process.env.SHOTS) writeFileSync(`${process.env.SHOTS}/briefing-${name}.pdf`, body)
}

const pagesOf = async (body: Buffer): Promise<number> =>
  (await getDocumentProxy(new Uint8Array(body))).numPages

const write = async (verb: string, input: object): Promise<{ id: string }> =>
  (
    await ancrage.run(
      officer,
      `mutation ($input: ${verb[0]!.toUpperCase()}${verb.slice(1)}Input!) { ${verb}(input: $input) { id } }`,
      { input },
    )
  )[verb]

describe('a briefing', () => {
  it('names a newspaper once, and dates a statement as exactly as it is known', async () => {
    const { id: prospect } = await write('createProspect', { name: 'Bartholo' })
    const claim = { prospect, source: { kind: 'PRESS', name: 'L’Echo', medium: 'L’Echo' } }
    const { id: disputes } = await write('recordClaim', {
      ...{ ...claim, statement: 'It comes', statedWhen: { short: '2018-05' } },
    })
    await write('recordClaim', {
      ...{ ...claim, statement: 'It stays', statedWhen: { short: 'before 2018-07' }, disputes },
    })
    const { body } = await fetchBriefing(head, 'Bartholo', '.html?lang=en')
    const text = readHtmlText(body)
    expect(text).toContain('L’Echo, May 2018')
    expect(text).toContain('L’Echo, before July 2018')
  })

  it('says who they are, what they want, how sure it is and the last statements, on one page', async () => {
    const { status, headers, body } = await fetchBriefing(officer, 'Alibaba')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/pdf')
    expect(headers.get('cache-control')).toBe('no-store')
    keep('alibaba-en', body)
    expect(await pagesOf(body)).toBe(1)
    const text = await readPdfText(body)
    for (const part of [
      'Briefing – Alibaba',
      'holds 51% of Cainiao Smart Logistics Network',
      '60,000',
      'centre européen de distribution et de logistique',
      '1,000 or more',
      'Reported',
      'Jack Ma',
      'decision maker',
      'Rencontre du Lambermont',
      'Topics: e-commerce mondial',
      'In dispute: both sides',
    ])
      expect(text).toContain(part)
  })

  it.each([
    ['fr', 'Fiche – Alibaba', 'Contesté'],
    ['nl', 'Fiche – Alibaba', 'Betwist'],
    ['de', 'Kurzprofil – Alibaba', 'Umstritten'],
  ])('is written in %s, on one page too', async (lang, title, disputed) => {
    const { body, headers } = await fetchBriefing(officer, 'Alibaba', `.pdf?lang=${lang}`)
    expect(headers.get('content-language')).toBe(lang)
    expect(await pagesOf(body)).toBe(1)
    const text = await readPdfText(body)
    expect(text).toContain(title)
    expect(text).toContain(disputed)
  })

  it('is a web page as well', async () => {
    const { status, body } = await fetchBriefing(officer, 'Alibaba', '.html?lang=en')
    expect(status).toBe(200)
    expect(readHtmlText(body)).toContain('Rencontre du Lambermont')
  })

  it('never has the name of the company in its file name and properties', async () => {
    const { headers, body } = await fetchBriefing(officer, 'Alibaba')
    expect(headers.get('content-disposition')).toBe('inline; filename="ancrage-briefing-en.pdf"')
    const properties = await readPdfProperties(body)
    expect(properties).toContain('"Title":"Briefing"')
    expect(properties).not.toContain('Alibaba')
  })

  it('holds only what its reader may see', async () => {
    const cainiao = await idOf('Cainiao Smart Logistics Network')
    const create = 'mutation { createProspect(input: { name: "Silent Partner" }) { id } }'
    const { id: holder } = (await ancrage.run(officer, create)).createProspect
    const record = 'mutation ($input: RecordStakeInput!) { recordStake(input: $input) { id } }'
    await ancrage.run(officer, record, { input: { holder, held: cainiao, percent: '49' } })
    const read = async (email: string) =>
      readPdfText((await fetchBriefing(email, 'Cainiao Smart Logistics Network')).body)
    const [own, others] = [await read(officer), await read(partner)]
    expect(own).toContain('held by Silent Partner (49%)')
    expect(others).toContain('hub de fret charter')
    expect(others).not.toContain('Silent Partner')
    expect(others).toContain('none that you may see')
  })

  it('of a company that the reader may not see reads like one of none', async () => {
    const create = 'mutation { createProspect(input: { name: "Hidden Harbour" }) { id } }'
    const { id } = (await ancrage.run(officer, create)).createProspect
    const read = async (id: string) => {
      const { status, body } = await fetchDocument(partner, `../briefings/${id}.html?lang=en`)
      return { status, text: readHtmlText(body) }
    }
    const hidden = await read(id)
    expect(hidden.status).toBe(404)
    expect(hidden).toEqual(await read('01972c1e-0000-7000-8000-000000000000'))
  })

  it('is recorded as a read of its deals by a document', async () => {
    await fetchBriefing(head, 'Alibaba')
    const query = `query { deal(reference: "WAL-2018-0001") { readLog(where: { way: { eq: DOCUMENT } }) {
      nodes { user { email } } } } }`
    const { deal } = await ancrage.run('head@michel.example', query)
    expect(deal.readLog.nodes.map(({ user }: { user: { email: string } }) => user.email)).toContain(head)
  })

  it('stays on one page however much is known', async () => {
    const { prospect, deals } = await createBusyCompany()
    const { body } = await fetchDocument(officer, `../briefings/${prospect}.pdf?lang=fr`)
    keep('busy-fr', body)
    expect(await pagesOf(body)).toBe(1)
    expect(normalizeSpaces(await readPdfText(body))).toMatch(
      new RegExp(`Ce qu’ils veulent – [123] sur ${deals}`),
    )
  })

  it.each([
    ['without a format', '', 406],
    ['as a spreadsheet', '.xlsx', 406],
    ['with an unknown parameter', '.pdf?week=1', 400],
    ['in an unknown language', '.pdf?lang=it', 400],
  ])('is refused %s', async (_, rest, expected) => {
    expect((await fetchBriefing(officer, 'Alibaba', rest)).status).toBe(expected)
  })

  it('requires a signed-in reader', async () => {
    expect((await fetchBriefing(null, 'Alibaba')).status).toBe(401)
  })
})

/** Creates a company about which more is known than fits: long titles, many people, meetings, disputes and tasks. */
async function createBusyCompany(): Promise<{ prospect: string; deals: number }> {
  const long =
    'A rather long sentence about a distribution centre with a rail link and a customs warehouse. '.repeat(6)
  const { id: prospect } = await write('createProspect', {
    name: 'Busy Industries',
    legalName: 'Busy Industries Holding NV',
    headcount: 1200,
    country: 'BE',
  })
  const contacts = []
  for (let n = 0; n < 8; n++)
    contacts.push(
      (
        await write('createContact', {
          name: `Person Number ${n} With A Long Name`,
          jobTitle: 'Vice-president for logistics and supply chains, Europe',
          prospect,
          decisionMaker: n < 2,
        })
      ).id,
    )
  const deals = 5
  for (let n = 0; n < deals; n++) {
    const { id: deal } = await write('openDeal', {
      codeName: `Busy ${n}`,
      title: long.slice(0, 180),
      description: long,
      prospect,
      activity: 'LOGISTICS',
      type: 'GREENFIELD',
    })
    const day = `2018-03-0${n + 1}`
    await write('recordMeeting', {
      title: long.slice(0, 150),
      outcome: long,
      place: 'Namur',
      deals: [deal],
      when: { from: day, to: day, precision: 'DAY' },
      participants: contacts.map((contact) => ({ contact })),
      tasks: [{ title: long.slice(0, 150), dueOn: '2018-04-01', deal }],
    })
    const claim = { statedOn: day, source: { kind: 'PRESS', name: 'L’Echo' }, deal }
    const { id: first } = await write('recordClaim', { ...claim, statement: long })
    await write('recordClaim', { ...claim, statement: `No. ${long}`, disputes: first })
  }
  return { prospect, deals }
}
