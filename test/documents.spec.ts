/** The weekly summary in every format: content, access and errors. */
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { getDocumentProxy } from 'unpdf'
import { summaryTables } from '../src/document/summary/summary-tables.js'
import { startTestService, type TestService } from './test-service.js'
import {
  readAllText,
  createDocumentFetch,
  readHtmlText,
  readPdfProperties,
  readPdfText,
  normalizeSpaces,
  readSheet,
  readWorkbook,
  type FetchDocument,
} from './documents.js'

const head = 'head@awex.example'
const languages = ['fr', 'nl', 'de', 'en'] as const
type Lang = (typeof languages)[number]

let ancrage: TestService
let fetchDocument: FetchDocument
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
  fetchDocument = createDocumentFetch(ancrage)
}, 60_000)
afterAll(() => ancrage.stop())

const issue =
  'mutation ($input: IssueWeeklySummaryInput!) { issueWeeklySummary(input: $input) { id address sha256 } }'
const issueSummary = async (input: object) =>
  (await ancrage.run(head, issue, { input: { agency: 'awex', ...input } })).issueWeeklySummary

/** Texts that the page and the PDF of each week must contain, by language. */
const expectedTexts: Record<string, Record<Lang, string[]>> = {
  '2018-W22': {
    fr: [
      'Note hebdomadaire',
      'Semaine 22 de 2018',
      'du 28 mai 2018 au 3 juin 2018',
      '3 (ouverture) + 0 (entrés) + 0 (repris) − 0 (gagnés) − 0 (perdus) − 0 (mis en sommeil) − 0 (sortis de l’équipe) = 3 (clôture)',
      '1 000 ou plus',
      '600 ou plus',
      '200 à 999',
      'Négociation → Engagé',
      'Négociation 60 %',
      '« plus d’un millier à moyen terme »',
      'Le dossier Cainiao Smart Logistics Network est passé au stade de l’engagement le 31 mai 2018.',
      'Emplois évoqués au moins 1 000 selon la presse ; emplois directs, pour 1 dossier sur 3',
      'Rien cette semaine sous ces titres : accords annoncés, pas encore signés ; réunions tenues ;',
      'Personne n’a confirmé ce qui suit.',
    ],
    nl: [
      'Weekoverzicht',
      'Week 22 van 2018',
      'van 28 mei 2018 tot en met 3 juni 2018',
      '1.000 of meer',
      '600 of meer',
      '200 tot 999',
      'Onderhandeling → Toegezegd',
      'Onderhandeling 60%',
      '‘plus d’un millier à moyen terme’ (Frans)',
      'Volgens L’Echo zou het project Alibaba op middellange termijn minstens 1.000 banen opleveren.',
    ],
    de: [
      'Wochenbericht',
      'Kalenderwoche 22/2018',
      'vom 28. Mai 2018 bis 3. Juni 2018',
      '1.000 oder mehr',
      '600 oder mehr',
      '200 bis 999',
      'Verhandlung → Zugesagt',
      '„plus d’un millier à moyen terme“ (Französisch)',
      'Laut L’Echo soll das Projekt Alibaba mittelfristig mindestens 1.000 Arbeitsplätze schaffen.',
    ],
    en: [
      'Weekly summary',
      'Week 22 of 2018',
      '28 May 2018 to 3 June 2018',
      '1,000 or more',
      '600 or more',
      '200 to 999',
      'Negotiation → Committed',
      '“plus d’un millier à moyen terme” (French)',
      'Nothing this week under these headings: agreements announced, not yet signed; meetings held;',
      'Des discussions sont en cours.',
      'Les discussions sont à un stade avancé.',
    ],
  },
  '2018-W27': {
    fr: [
      'Semaine 27 de 2018',
      'Aucun dossier n’a changé d’étape.',
      '3 juillet 2018 à 12:00',
      'Informations qui se contredisent',
    ],
    nl: ['Week 27 van 2018', 'Geen enkel dossier veranderde van fase.', '3 juli 2018 om 12:00 uur'],
    de: ['Kalenderwoche 27/2018', 'Kein Dossier hat die Phase gewechselt.', '3. Juli 2018 um 12:00 Uhr'],
    en: [
      'Week 27 of 2018',
      'No deal changed its stage.',
      '3 July 2018 at 12:00',
      'Rencontre du Lambermont',
      'Déjeuner royal',
      'Partenariat entre Alibaba et Bolloré',
      'C’est totalement faux : en Europe, un tel document lie par contrat',
    ],
  },
  '2018-W10': {
    fr: ['Semaine 10 de 2018', 'début mars 2018', 'Aucun nombre d’emplois n’est indiqué.'],
    nl: ['Week 10 van 2018', 'begin maart 2018'],
    de: ['Kalenderwoche 10/2018', 'Anfang März 2018'],
    en: ['Week 10 of 2018', 'early March 2018', 'Réunion de Namur', 'No number of jobs has been stated.'],
  },
}

describe('the documents of the weeks of 2018', () => {
  const cases = Object.keys(expectedTexts).flatMap((week) => languages.map((lang) => [week, lang] as const))

  it.each(cases)('contain the expected texts of %s in %s, as a page and as PDF', async (week, lang) => {
    const page = readHtmlText((await fetchDocument(head, `awex/${week}.html?lang=${lang}`)).body)
    const pdf = await readPdfText((await fetchDocument(head, `awex/${week}.pdf?lang=${lang}`)).body)
    for (const text of expectedTexts[week]![lang]) {
      expect(page).toContain(text)
      expect(pdf).toContain(text)
    }
  })

  it('contain no untranslated key and no empty placeholder', async () => {
    for (const [week, lang] of cases) {
      const page = readHtmlText((await fetchDocument(head, `awex/${week}.html?lang=${lang}`)).body)
      expect(page).not.toMatch(/\{\{|undefined|null|NaN|\bweekly\.|\b[a-z]+\.[A-Z_]{3,}/)
    }
  })

  it('hyphenate no word of a column title', async () => {
    for (const [week, lang] of cases) {
      const page = (await fetchDocument(head, `awex/${week}.html?lang=${lang}`)).body.toString()
      const titles = [...page.matchAll(/<th scope="col"[^>]*>([^<]+)</g)].map(([, title]) => title!)
      const words = new Set(
        (await readPdfText((await fetchDocument(head, `awex/${week}.pdf?lang=${lang}`)).body)).split(/\s+/),
      )
      expect(titles.length).toBeGreaterThan(30)
      expect(titles.flatMap((title) => title.split(/\s+/)).filter((word) => !words.has(word))).toEqual([])
      // a column that is too narrow for a word and its comma breaks the line between them
      expect([...words].filter((word) => word.startsWith(','))).toEqual([])
    }
  })

  it('have one sentence for a week without moves, and all lines of it as data', async () => {
    const page = readHtmlText((await fetchDocument(head, 'awex/2018-W27.html?lang=en')).body)
    expect(page).toContain('What the week changed No deal came in, moved or went out this week.')
    const lines = (await fetchDocument(head, 'awex/2018-W27.csv?lang=en')).body.toString().split('\r\n')
    const from = lines.indexOf('# moves') + 2
    expect(lines.slice(from, from + 8)).toEqual(
      ['Entered', 'Resumed', 'Moved forward', 'Moved back', 'Won', 'Lost', 'Paused', 'Team left'].map(
        (name) => `${name},0,0,0,false,"direct, at the furthest horizon stated, without rumours"`,
      ),
    )
  })

  it('have the same figures as JSON in every language', async () => {
    const data = async (week: string, lang: string) =>
      JSON.parse((await fetchDocument(head, `awex/${week}.json?lang=${lang}`)).body.toString())
    const w22 = await data('2018-W22', 'fr')
    expect(w22).toMatchObject({
      version: 2,
      week: '2018-W22',
      issue: null,
      knownAt: null,
    })
    expect(w22.figures.opening.deals).toBe(3)
    expect(w22.figures.forward.deals).toBe(1)
    expect(w22.figures.closing).toMatchObject({ deals: 3, low: 1000, high: null, weightedLow: 600 })
    expect([w22.handovers.length, w22.agreementsSigned.length, w22.projections.length]).toEqual([1, 1, 2])
    expect(w22.stages.map((s: any) => [s.stage, s.deals, s.probability])).toEqual([
      ['NEGOTIATION', 2, 60],
      ['COMMITTED', 1, 85],
    ])
    for (const lang of ['nl', 'de', 'en']) expect(await data('2018-W22', lang)).toEqual(w22)
    const w27 = await data('2018-W27', 'en')
    expect([w27.figures.opening.deals, w27.figures.closing.deals]).toEqual([3, 3])
    expect([w27.movements.length, w27.meetingsHeld.length, w27.disputes.length]).toEqual([0, 2, 1])
    const w10 = await data('2018-W10', 'en')
    expect(w10.movements.map((m: any) => [w10.deals[m.deal].codeName, m.to])).toContainEqual([
      'Volt',
      'NEGOTIATION',
    ])
  })

  it('list figures without a deal in one sentence, and in a line each as data', async () => {
    const page = readHtmlText((await fetchDocument(head, 'awex/2018-W22.html?lang=en')).body)
    expect(page).toContain(
      'No deal, neither in this week nor in the one before: entered, resumed, won, lost, paused, team left and moved back.',
    )
    const lines = (await fetchDocument(head, 'awex/2018-W22.csv?lang=en')).body.toString().split('\r\n')
    const [from, to] = [lines.indexOf('# figures'), lines.indexOf('', lines.indexOf('# figures'))]
    expect(lines.slice(from + 2, to).map((line) => line.split(',').slice(0, 3).join())).toEqual([
      'Opening,3,3',
      'Entered,0,0',
      'Resumed,0,0',
      'Won,0,0',
      'Lost,0,0',
      'Paused,0,0',
      'Team left,0,0',
      'Closing,3,3',
      'Moved forward,1,0',
      'Moved back,0,0',
    ])
  })

  it('have real numbers and days in a workbook, with a sheet for each table', async () => {
    const book = await readWorkbook((await fetchDocument(head, 'awex/2018-W22.xlsx?lang=fr')).body)
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      'Note hebdomadaire',
      'Mouvements',
      'Accords signés',
      'Projections d’emplois',
      'Passages de main',
      'Faits',
      'Rumeurs non confirmées',
      'Dossiers à suivre',
      'Chiffres clés',
      'Emplois par statut',
      'Dossiers et emplois par étape',
      'Ce que la semaine a changé',
      'Les douze dernières semaines',
    ])
    const figures = readSheet(book.getWorksheet('Chiffres clés')!)
    expect(figures[0]!.slice(0, 2)).toEqual(['Chiffre', 'Dossiers'])
    expect(figures.find(([name]) => name === 'Ouverture')!.slice(1, 4)).toEqual([3, 3, 0])
    const closing = figures.find(([name]) => name === 'Clôture')!
    expect(closing.slice(1, 11)).toEqual([
      ...[3, 3, 0, 1000, undefined, true],
      ...['directs, à l’horizon le plus lointain indiqué, sans les rumeurs', 600, undefined, true],
    ])
    const moved = readSheet(book.getWorksheet('Mouvements')!)[1]!
    expect(moved[0]).toEqual(new Date('2018-05-31'))
    expect(moved.slice(1, 3)).toEqual(['WAL-2018-0002', 'Plume'])
    expect(book.getWorksheet('Mouvements')!.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
  })

  it('have a workbook whose cover has the figures as numbers, with what they count, and the contents', async () => {
    const book = await readWorkbook((await fetchDocument(head, 'awex/2018-W22.xlsx?lang=en')).body)
    const [cover, ...sheets] = book.worksheets
    const lines = readSheet(cover!)
    const figures = lines.slice(lines.findIndex(([first]) => first === 'Figure'))
    expect(figures.slice(0, 3)).toEqual([
      ['Figure', 'At least', 'At most', 'Open-ended', 'Currency', 'What it counts'],
      ['Open deals', 3, 3, false, undefined, expect.any(String)],
      ['Jobs reported', 1000, undefined, true, undefined, expect.stringContaining('rumours do not count')],
    ])
    expect(figures[2]![5]).toContain('direct jobs, for 1 deal of 3')
    // what is unknown is a word, and never 0
    expect(figures[3]!.slice(0, 3)).toEqual(['Investment stated', 'unknown', undefined])
    const contents = lines.slice(lines.findIndex(([first]) => first === 'Contents') + 1)
    expect(contents.slice(0, sheets.length).map(([, rows]) => rows)).toEqual(
      sheets.map((sheet) => sheet.rowCount - 1),
    )
    expect(contents.find(([caption]) => caption === 'Unconfirmed rumours')![5]).toBe(
      'Nobody has confirmed what follows. Not to be taken for facts.',
    )
    expect(lines.flat()).toContain(
      'Key figures: Jobs: direct ones only, at the furthest horizon stated; rumours do not count. A deal without a number adds nothing.',
    )
    const standings = readSheet(book.getWorksheet('Jobs by standing')!)
    expect(standings).toEqual([
      ['Standing', 'Source', 'Deals', 'Jobs, at least', 'Jobs, at most', 'Open-ended', 'Jobs counted'],
      ['Reported', 'press', 1, 1000, undefined, true, expect.stringContaining('without rumours')],
    ])
  })

  it.each(languages)('have a workbook whose headings are each unique in their sheet (%s)', async (lang) => {
    const book = await readWorkbook((await fetchDocument(head, `awex/2018-W22.xlsx?lang=${lang}`)).body)
    for (const sheet of book.worksheets.slice(1)) {
      const headings = readSheet(sheet)[0]!.map((heading) => String(heading).toLowerCase())
      expect([sheet.name, new Set(headings).size]).toEqual([sheet.name, headings.length])
      expect(sheet.name.length).toBeLessThanOrEqual(31)
    }
  })

  it('have their tables as CSV, with or without a byte order mark', async () => {
    const bare = (await fetchDocument(head, 'awex/2018-W22.csv?lang=en')).body.toString()
    expect(bare).toContain('\r\n# movements\r\nDate,Reference,Code name,Title,Prospect,')
    expect(bare).toContain('\r\n2018-05-31,WAL-2018-0002,Plume,')
    const marked = (await fetchDocument(head, 'awex/2018-W22.csv?lang=en&bom=true')).body.toString('utf8')
    expect(marked).toBe(`\ufeff${bare}`)
  })

  it('have one of their tables as CSV, with the delimiter and the decimal sign of the reader', async () => {
    const read = async (parameters: string) =>
      (await fetchDocument(head, `awex/2018-W22.csv?lang=fr&table=stages${parameters}`)).body.toString()
    const rows = (text: string, delimiter: string) =>
      parse<Record<string, string>>(text, { columns: true, delimiter })
    expect(rows(await read(''), ',').map((row) => row['Étape'])).toEqual(['Négociation', 'Engagé'])
    expect(rows(await read('&decimal=,'), ';')).toEqual(rows(await read('&delimiter=;'), ';'))
    for (const [parameters, field] of [
      ['decimal=,&delimiter=,', 'decimal'],
      ['delimiter=|', 'delimiter'],
      ['table=moves&table=stages', 'table'],
    ]) {
      const { status, body } = await fetchDocument(head, `awex/2018-W22.csv?lang=en&${parameters}`)
      expect([parameters, status, body.toString()]).toEqual([
        parameters,
        400,
        expect.stringContaining(field!),
      ])
    }
    const { status, body } = await fetchDocument(head, 'awex/2018-W22.csv?lang=en&table=none')
    expect([status, body.toString()]).toEqual([
      400,
      expect.stringContaining('figures, capex, standings, stages, moves'),
    ])
  })

  it('have all their tables in an archive, with a dictionary that agrees with them', async () => {
    const { body, headers } = await fetchDocument(head, 'awex/2018-W22.zip?lang=fr')
    expect(headers.get('content-disposition')).toBe('attachment; filename="awex-2018-W22-fr.zip"')
    const files = unzipSync(new Uint8Array(body))
    const { resources } = JSON.parse(strFromU8(files['datapackage.json']!)) as DataPackage
    expect(Object.keys(files).sort()).toEqual(
      ['datapackage.json', ...resources.map(({ path }) => path)].sort(),
    )
    expect(resources.map(({ name }) => name)).toEqual(
      summaryTables.map((id) => id.replace(/[A-Z]/g, '-$&').toLowerCase()),
    )
    for (const { path, schema } of resources) {
      const [headings, ...rows] = parse(strFromU8(files[path]!))
      expect(headings).toEqual(schema.fields.map(({ name }) => name))
      expect(new Set(headings).size).toBe(headings!.length)
      for (const [i, { type }] of schema.fields.entries())
        for (const value of rows.map((row) => row[i]!).filter(Boolean)) expect(value).toMatch(forms[type]!)
    }
    const figures = resources.find(({ path }) => path === 'figures.csv')!
    expect(figures.schema.fields.slice(0, 2)).toEqual([
      { name: 'Chiffre', type: 'string' },
      { name: 'Dossiers', type: 'integer' },
    ])
  })
})

interface DataPackage {
  resources: { name: string; path: string; schema: { fields: { name: string; type: string }[] } }[]
}

/** What a value of each type looks like. */
const forms: Record<string, RegExp> = {
  integer: /^-?\d+$/,
  number: /^-?\d+(\.\d+)?$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  string: /./,
  any: /^$/,
}

describe('the page', () => {
  it('loads nothing, and allows the browser nothing but its own style', async () => {
    const { headers, body } = await fetchDocument(head, 'awex/2018-W22.html')
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^ ;]+';/)
    expect(body.toString()).not.toMatch(/<script|https?:|\ssrc=|@import|url\((?!#)|\sstyle=/)
    expect(body.toString()).toContain('<html lang="en-GB">')
  })

  it('has an alternative text and a table of numbers for each chart', async () => {
    const page = (await fetchDocument(head, 'awex/2018-W22.html?lang=en')).body.toString()
    const charts = page.match(/<svg role="img" aria-labelledby="([^"]+)"/g)!
    expect(charts).toHaveLength(3)
    expect(page.match(/<title id="chart-\w+">[^<]{40,}<\/title>/g)).toHaveLength(3)
    expect(page.match(/<caption/g)!.length).toBeGreaterThan(8)
  })
})

describe('the PDF', () => {
  it('is tagged, with title and language, and numbers its pages', async () => {
    const { body } = await fetchDocument(head, 'awex/2018-W22.pdf?lang=fr')
    const pdf = await getDocumentProxy(new Uint8Array(body))
    const { info } = (await pdf.getMetadata()) as any
    expect(info).toMatchObject({ Language: 'fr-BE' })
    expect(info.Title).toBe(
      'Note hebdomadaire – Agence wallonne à l’exportation et aux investissements étrangers (Awex) – Semaine 22 de 2018',
    )
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true })
    const tags = async (page: number) => JSON.stringify(await (await pdf.getPage(page)).getStructTree())
    for (const tag of ['H1', 'H2']) expect(await tags(1)).toContain(`"role":"${tag}"`)
    for (const tag of ['H2', 'H3', 'Table', 'TH', 'TD']) expect(await tags(2)).toContain(`"role":"${tag}"`)
    expect(await readPdfText(body)).toContain(`2 / ${pdf.numPages}`)
  })

  it('declares PDF/UA, has an outline of its sections, and the language of each quotation', async () => {
    const { body } = await fetchDocument(head, 'awex/2018-W22.pdf?lang=en')
    const pdf = await getDocumentProxy(new Uint8Array(body))
    expect(body.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>')
    const pages = await Promise.all(
      Array.from({ length: pdf.numPages }, async (_, i) =>
        JSON.stringify(await (await pdf.getPage(i + 1)).getStructTree()),
      ),
    )
    const outline = (await pdf.getOutline()) as { title: string; items: object[] }[]
    expect(outline.map(({ title }) => title)).toEqual(['This week', 'Coming up', 'Needs attention', 'Annex'])
    expect(outline[3]!.items).toHaveLength(pages.join().match(/"role":"H3"/g)!.length)
    expect(outline[3]!.items.length).toBeGreaterThan(10)
    expect(body.toString('latin1')).toMatch(/\/S \/Span[^>]*\/Lang \(fr-BE\)/)
  })

  it.each(['2018-W10', '2018-W22', '2018-W27'].flatMap((week) => languages.map((lang) => [week, lang])))(
    'of %s in %s leaves no title or sentence on another page than its content',
    async (week, lang) => {
      const { body } = await fetchDocument(head, `awex/${week}.pdf?lang=${lang}`)
      const pdf = await getDocumentProxy(new Uint8Array(body))
      const pages = await Promise.all(
        Array.from({ length: pdf.numPages }, async (_, i) => {
          const { children } = (await (await pdf.getPage(i + 1)).getStructTree()) as any
          return children[0].children.map(({ role }: { role: string }) => role) as string[]
        }),
      )
      expect(pages.flat()).toContain('Table')
      for (const [i, page] of pages.slice(0, -1).entries()) {
        expect(page.at(-1)).not.toMatch(/^H[23]$/)
        if (pages[i + 1]![0] === 'Table') expect(page.at(-1)).toBe('Table')
      }
    },
  )
})

describe('a document', () => {
  it('is in the language of the user unless the request names another', async () => {
    const users = await ancrage.owner.query('select email, language from "user" order by email')
    const { language } = users.rows.find(({ email }) => email === head)
    expect((await fetchDocument(head, 'awex/2018-W22')).headers.get('content-language')).toBe(
      String(language).toLowerCase(),
    )
    expect((await fetchDocument(head, 'awex/2018-W22?lang=de')).headers.get('content-language')).toBe('de')
  })

  it.each([
    ['text/html', 'text/html; charset=utf-8'],
    ['application/pdf', 'application/pdf'],
    ['text/csv', 'text/csv; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
    ['application/json;q=0.5, text/csv', 'text/csv; charset=utf-8'],
    ['*/*', 'text/html; charset=utf-8'],
  ])('requested with Accept: %s is %s', async (accept, type) => {
    const { status, headers } = await fetchDocument(head, 'awex/2018-W22', { accept })
    expect([status, headers.get('content-type')]).toEqual([200, type])
    expect(headers.get('vary')).toContain('Accept')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it.each(['html', 'pdf', 'xlsx', 'csv', 'zip', 'json'])(
    'as %s is the same bytes while nothing changes, and is not sent to a client that has it',
    async (format) => {
      const path = `awex/2018-W22.${format}`
      const first = await fetchDocument(head, path)
      const second = await fetchDocument(head, path)
      expect(second.body.equals(first.body)).toBe(true)
      const etag = first.headers.get('etag')!
      expect(etag).toMatch(/^"[0-9a-f]{64}"$/)
      const notModified = await fetchDocument(head, path, { 'if-none-match': `"other", ${etag}` })
      expect([notModified.status, notModified.body.length, notModified.headers.get('etag')]).toEqual([
        304,
        0,
        etag,
      ])
      const other = await fetchDocument(head, `awex/2018-W22.${format === 'json' ? 'csv' : format}?lang=nl`)
      expect(other.headers.get('etag')).not.toBe(etag)
    },
  )

  it('as PDF is the same bytes whatever was rendered before, or is rendered at the same time', async () => {
    const paths = ['awex/2018-W22.pdf', 'awex/2018-W10.pdf?lang=de', 'awex/2018-W27.pdf?lang=nl']
    const alone: Buffer[] = []
    for (const path of paths) alone.push((await fetchDocument(head, path)).body)
    const together = await Promise.all([...paths, ...paths].map((path) => fetchDocument(head, path)))
    together.forEach(({ body }, n) => expect(body.equals(alone[n % paths.length]!)).toBe(true))
  })

  it('of the latest week is the last complete week until a summary is issued', async () => {
    const { status, body } = await fetchDocument('head@michel.example', 'cabinet-michel/latest.json')
    expect(status).toBe(200)
    const { to, issue } = JSON.parse(body.toString())
    const days = (Date.now() - Date.parse(to)) / 86_400_000
    expect(days).toBeGreaterThan(0)
    expect(days).toBeLessThan(9)
    expect(issue).toBeNull()
  })
})

describe('a faulty request', () => {
  const faults: [string, string | null, string, number, string][] = [
    ['anonymous', null, 'awex/2018-W22', 401, 'UNAUTHENTICATED'],
    ['no such agency', head, 'unknown/2018-W22', 404, 'NOT_FOUND'],
    ['no such agency, live or latest', head, 'unknown/latest', 404, 'NOT_FOUND'],
    ['no such revision', head, 'awex/2018-W05/7', 404, 'NOT_FOUND'],
    ['no such week', head, 'awex/2018-W54', 400, 'BAD_USER_INPUT'],
    ['a week that has not begun', head, 'awex/2199-W01', 400, 'BAD_USER_INPUT'],
    ['a revision that is no number', head, 'awex/2018-W22/one', 400, 'BAD_USER_INPUT'],
  ]
  it.each(faults)('is explained in every format: %s', async (_, email, path, status, code) => {
    const data = await fetchDocument(email, `${path}.json`)
    const { message, extensions } = JSON.parse(data.body.toString()).errors[0]
    expect([data.status, extensions.code]).toEqual([status, code])
    for (const format of ['html', 'pdf', 'xlsx', 'csv']) {
      const answer = await fetchDocument(email, `${path}.${format}`)
      expect(answer.status).toBe(status)
      const text = format === 'html' ? readHtmlText(answer.body) : await readAllText(answer)
      expect(normalizeSpaces(text).replace(/""/g, '"')).toContain(normalizeSpaces(String(message)))
    }
  })

  it.each([
    ['awex/2018-W22?lang=xx', 400],
    ['awex/2018-W22?lang=FR', 400],
    ['awex/2018-W22?language=fr', 400],
    ['awex/2018-W22?bom=1', 400],
    ['awex/2018-W22.docx', 406],
    ['awex/%00/2018-W22', 400],
    ["awex'--/2018-W22", 404],
    ['awex', 404],
  ])('is rejected: %s', async (path, status) => {
    const answer = await fetchDocument(head, path, { accept: 'application/json' })
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.body.toString()).errors[0].message.length).toBeGreaterThan(20)
  })

  it('lists the formats if the client accepts none of them', async () => {
    const { status, body } = await fetchDocument(head, 'awex/2018-W22', { accept: 'image/png' })
    expect(status).toBe(406)
    expect(body.toString()).toContain('html, pdf, xlsx, csv, zip, json')
  })

  it('asks an anonymous user to sign in, in the language of the browser', async () => {
    const { headers, body } = await fetchDocument(null, 'awex/2018-W22.html', { 'accept-language': 'nl' })
    expect(headers.get('www-authenticate')).toBe('Bearer')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(readHtmlText(body)).toContain('Meld u aan')
  })
})

describe('restricted content', () => {
  const lotusWords = [
    'centre européen de distribution',
    'Jack Ma',
    'Lambermont',
    'Réunion de Namur',
    'plusieurs centaines',
    'plus d’un millier',
    'Des discussions sont en cours',
    'stade avancé',
  ]
  const hiddenWords: [string, string[]][] = [
    ['analyst@logistics.example', [...lotusWords, 'Cainiao', 'Thunder Power', 'Caterpillar', 'fret charter']],
    ['analyst@awex.example', lotusWords],
    ['cabinet@jeholet.example', ['Thunder Power', 'Caterpillar', 'Cainiao', 'fret charter']],
  ]
  it.each(hiddenWords)('is hidden from %s in every format, property and file name', async (email, words) => {
    await issueSummary({ week: '2018-W22' })
    for (const week of ['2018-W10', '2018-W22', '2018-W27', '2018-W22/1'])
      for (const format of ['html', 'pdf', 'xlsx', 'csv', 'zip', 'json']) {
        const document = await fetchDocument(email, `awex/${week}.${format}`)
        expect(document.status).toBe(200)
        const text = normalizeSpaces(await readAllText(document))
        for (const word of words)
          expect([week, format, text.includes(word) && word]).toEqual([week, format, false])
      }
  })

  it('is in the documents of the head', async () => {
    const text = normalizeSpaces(await readAllText(await fetchDocument(head, 'awex/2018-W22.pdf?lang=en')))
    for (const word of ['centre européen de distribution', 'plusieurs centaines', 'Thunder Power', 'Cainiao'])
      expect(text).toContain(word)
    expect(await readPdfProperties((await fetchDocument(head, 'awex/2018-W22.pdf')).body)).not.toContain(
      'Alibaba',
    )
  })
})

describe('an issued summary', () => {
  let other: TestService
  let fetchOther: FetchDocument
  beforeAll(async () => {
    other = await startTestService({ demo: true })
    fetchOther = createDocumentFetch(other)
  }, 60_000)
  afterAll(() => other.stop())
  const issueRevision = async (input: object) =>
    (await other.run(head, issue, { input: { agency: 'awex', week: '2018-W22', ...input } }))
      .issueWeeklySummary
  /** Moves the commitment of Cainiao to the week after. */
  const correctMove = async () => {
    const { nodes } = (
      await other.run(
        head,
        '{ deals(where: { codeName: { eq: "Plume" } }) { nodes { version transitions(where: { to: { code: { eq: COMMITTED } } }) { nodes { id } } } } }',
      )
    ).deals
    const input = {
      move: nodes[0].transitions.nodes[0].id,
      version: nodes[0].version,
      effectiveOn: '2018-06-05',
      reason: 'Signed later',
    }
    await other.run(
      'head@liege-airport.example',
      'mutation ($input: CorrectMoveInput!) { correctMove(input: $input) { id } }',
      {
        input,
      },
    )
  }
  const page = async (path: string) =>
    readHtmlText((await fetchOther(head, `awex/${path}.html?lang=en`)).body)

  it('keeps its address and its page; a revision shows what differs and why; a feed lists both', async () => {
    const { sha256, id } = await issueRevision({})
    const first = await page('2018-W22/1')
    expect(first).toContain(`SHA-256 of the whole summary: ${sha256.slice(0, 12)}…`)
    expect(first).toContain('Revision 1, issued by Head of Awex on')
    await correctMove()
    expect(first).toContain('Negotiation → Committed')

    const second = await issueRevision({ reason: 'The day of signing was wrong' })
    const revised = await page('2018-W22/2')
    expect(revised).toContain(
      'What differs from revision 1 Reason for the revision: The day of signing was wrong',
    )
    expect(revised).toContain(
      'What differs from revision 1 What Revision 1 Revision 2 Moved forward 1 (Jobs: not stated) 0 (Jobs: 0)',
    )
    expect(await page('2018-W22/1')).toBe(first)
    expect(await page('2018-W22')).toContain('Last issued revision of this week: 2')

    const latest = await fetchOther(head, 'awex/latest.pdf?lang=en')
    expect(latest.headers.get('content-disposition')).toBe('inline; filename="awex-2018-W22-r2-en.pdf"')

    const { status, headers, body } = await fetchOther(head, 'awex.atom?lang=fr')
    expect([status, headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8'])
    const feed = normalizeSpaces(body.toString())
    expect(feed.match(/<entry> <id>urn:uuid:([\w-]+)<\/id>/g)).toEqual(
      [second.id, id].map((one) => `<entry> <id>urn:uuid:${one}</id>`),
    )
    expect(feed).toContain('<title>Semaine 22 de 2018, révision 2</title>')
    expect(feed).toContain('href="/summaries/awex/2018-W22/1.pdf"')
    expect(
      (await fetchOther(head, 'awex.atom?lang=fr', { 'if-none-match': headers.get('etag')! })).status,
    ).toBe(304)
    expect((await fetchOther(null, 'awex.atom')).status).toBe(401)
    expect((await fetchOther(head, 'unknown.atom')).status).toBe(404)
  })
})
