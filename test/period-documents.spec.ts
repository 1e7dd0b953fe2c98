/** A month, a quarter and a year as documents: the same as a week in every format, in the words of their length. */
import { startTestService, type TestService } from './test-service.js'
import { createDocumentFetch, normalizeSpaces } from './documents.js'

const head = 'head@awex.example'

let ancrage: TestService
let fetchDocument: ReturnType<typeof createDocumentFetch>
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
  fetchDocument = createDocumentFetch(ancrage)
}, 60_000)
afterAll(() => ancrage.stop())

const readText = async (path: string): Promise<string> => {
  const { status, body } = await fetchDocument(head, path)
  expect({ path, status }).toEqual({ path, status: 200 })
  return normalizeSpaces(
    body
      .toString()
      .replace(/<style>.*?<\/style>/s, '')
      .replace(/<[^>]*>/g, ' ')
      .replaceAll('&#39;', "'"),
  )
}

describe('the page of a period', () => {
  it.each([
    [
      '2018-05',
      'fr',
      [
        'Note mensuelle',
        'mai 2018',
        'Ce mois-ci',
        'comme le mois précédent',
        'Les douze derniers mois',
        'Fin du mois',
      ],
    ],
    [
      '2018-05',
      'nl',
      [
        'Maandoverzicht',
        'mei 2018',
        'Deze maand',
        'zoals de maand ervoor',
        'De laatste twaalf maanden',
        'Einde van maand',
      ],
    ],
    [
      '2018-05',
      'de',
      [
        'Monatsbericht',
        'Mai 2018',
        'Diesen Monat',
        'wie im Monat davor',
        'Die letzten zwölf Monate',
        'Ende des Monats',
      ],
    ],
    [
      '2018-05',
      'en',
      [
        'Monthly summary',
        'May 2018',
        'This month',
        'as in the month before',
        'The last twelve months',
        'End of month',
      ],
    ],
    [
      '2018-Q1',
      'fr',
      [
        'Note trimestrielle',
        '1er trimestre 2018',
        'Au premier trimestre 2018',
        '+3 par rapport au trimestre précédent',
        'Les huit derniers trimestres',
      ],
    ],
    [
      '2018-Q1',
      'nl',
      [
        'Kwartaaloverzicht',
        '1e kwartaal 2018',
        'In het eerste kwartaal van 2018',
        '+3 tegenover het kwartaal ervoor',
        'De laatste acht kwartalen',
      ],
    ],
    [
      '2018-Q1',
      'de',
      [
        'Quartalsbericht',
        '1. Quartal 2018',
        'Im ersten Quartal 2018',
        '+3 gegenüber dem Quartal davor',
        'Die letzten acht Quartale',
      ],
    ],
    [
      '2018-Q1',
      'en',
      [
        'Quarterly summary',
        'Q1 2018',
        'In the first quarter of 2018',
        '+3 since the quarter before',
        'The last eight quarters',
      ],
    ],
    [
      '2018',
      'fr',
      ['Note annuelle', 'En 2018', 'par rapport à l’année précédente', 'Les cinq dernières années'],
    ],
    ['2018', 'nl', ['Jaaroverzicht', 'In 2018', 'tegenover het jaar ervoor', 'De laatste vijf jaar']],
    ['2018', 'de', ['Jahresbericht', 'Im Jahr 2018', 'gegenüber dem Jahr davor', 'Die letzten fünf Jahre']],
    ['2018', 'en', ['Annual summary', 'In 2018', 'since the year before', 'The last five years']],
  ])('of %s in %s speaks of its length, never of a week', async (period, lang, phrases) => {
    const text = await readText(`awex/${period}.html?lang=${lang}`)
    for (const phrase of phrases) expect(text).toContain(phrase)
    expect(text).not.toMatch(/\{\{|cette semaine|deze week|diese[r]? Woche|this week|of the week\b/i)
  })

  it.each([
    ['2017-11', 'fr', 'Rien n’a changé ce mois-ci : aucun dossier n’est ouvert.'],
    ['2017-Q3', 'nl', 'In het derde kwartaal van 2017 is er niets veranderd: er is geen enkel dossier open.'],
    ['2016', 'de', 'Im Jahr 2016 hat sich nichts geändert: Kein Dossier ist offen.'],
    ['2017-Q2', 'en', 'Nothing changed in the second quarter of 2017: no deal is open.'],
  ])('of the empty period %s is one sentence in %s', async (period, lang, sentence) => {
    expect(await readText(`awex/${period}.html?lang=${lang}`)).toContain(sentence)
  })

  it('says while the period runs that it may change', async () => {
    const year = new Date().getUTCFullYear()
    expect(await readText(`awex/${year}.html?lang=en`)).toContain(
      'The year is not over: this page may still change.',
    )
  })
})

describe('the files of a period', () => {
  it.each(['2018-05', '2018-Q2', '2018'])('of %s come in every format', async (period) => {
    for (const [extension, start] of [
      ['pdf', '%PDF'],
      ['xlsx', 'PK'],
      ['zip', 'PK'],
      ['csv', ''],
      ['html', '<!DOCTYPE html>'],
      ['json', '{"version":2'],
    ] as const) {
      const { status, body, headers } = await fetchDocument(head, `awex/${period}.${extension}?lang=en`)
      expect({ extension, status }).toEqual({ extension, status: 200 })
      expect(body.toString('latin1').toLowerCase().startsWith(start.toLowerCase())).toBe(true)
      expect(headers.get('content-disposition')).toContain(`awex-${period}-en.${extension}`)
    }
  })

  it('as JSON name the period, and their figures add up', async () => {
    const { body } = await fetchDocument(head, 'awex/2018-Q1.json')
    const content = JSON.parse(body.toString())
    expect(content).toMatchObject({
      kind: 'QUARTER',
      period: '2018-Q1',
      from: '2018-01-01',
      to: '2018-03-31',
    })
    expect(content).not.toHaveProperty('week')
    const { opening, entered, resumed, won, lost, paused, left, closing } = content.figures
    expect(closing.deals).toBe(
      opening.deals + entered.deals + resumed.deals - won.deals - lost.deals - paused.deals - left.deals,
    )
    expect(content.past.map(({ from }: { from: string }) => from)).toEqual([
      ...['2016-04-01', '2016-07-01', '2016-10-01', '2017-01-01'],
      ...['2017-04-01', '2017-07-01', '2017-10-01', '2018-01-01'],
    ])
  })

  it('as a table list the past periods by their codes and first days', async () => {
    const { body } = await fetchDocument(head, 'awex/2018-Q1.csv?table=weeks&lang=en')
    const [heading, ...rows] = body.toString().trim().split('\r\n')
    expect(heading).toMatch(/^End of quarter,First day,/)
    expect(rows.map((row) => row.split(',').slice(0, 2))).toContainEqual(['2018-Q1', '2018-01-01'])
  })

  it('are refused for a period that is none, has not begun or was never issued', async () => {
    const refusal = async (path: string) => {
      const { status, body } = await fetchDocument(head, path)
      return { status, text: body.toString() }
    }
    expect(await refusal('awex/2018-13.json')).toMatchObject({
      status: 400,
      text: expect.stringContaining('NOT_A_PERIOD'),
    })
    expect(await refusal('awex/2199-Q1.json')).toMatchObject({
      status: 400,
      text: expect.stringContaining('FUTURE_PERIOD'),
    })
    expect(await refusal('awex/2018-Q1/1.json')).toMatchObject({
      status: 400,
      text: expect.stringContaining('NOT_A_WEEK'),
    })
  })
})

describe('the price of a document', () => {
  it('rises with the length of the period', async () => {
    const limited = await startTestService({ demo: true, costPerMinute: 100_000 })
    try {
      const fetchLimited = createDocumentFetch(limited)
      const statuses: Record<string, number> = {}
      const accounts = { '2018-W22': 'head@awex.example', '2018': 'officer@awex.example' }
      for (const [period, user] of Object.entries(accounts)) {
        await fetchLimited(user, `awex/${period}.json`)
        statuses[period] = (await fetchLimited(user, `awex/${period}.json`)).status
      }
      expect(statuses).toEqual({ '2018-W22': 200, '2018': 429 })
    } finally {
      await limited.stop()
    }
  }, 60_000)
})
