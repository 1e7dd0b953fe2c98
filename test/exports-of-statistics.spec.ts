/** Statistics that are exported, and saved: the same figures as the API gives, for the same viewer. */
import { languages, translate } from '../src/core/locale.js'
import { dimensionHeading } from '../src/exchange/cell-columns.js'
import { dealDimensions } from '../src/stats/deal-dimension.js'
import { dealMeasures } from '../src/stats/deal-measure.js'
import { jobProjectionDimensions, jobProjectionMeasures } from '../src/stats/job-projection-stats.js'
import { meetingDimensions, meetingMeasures } from '../src/stats/meeting-stats.js'
import { createAccessFixture } from './access/fixture.js'
import { dealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'
import {
  csvRows,
  exportsOf,
  readFault,
  lines,
  query,
  sheetRows,
  type Exports,
  type FetchedExport,
} from './exports.js'

const head = 'head@awex.example'
const michel = 'head@michel.example'
const airport = 'officer@liege-airport.example'

let ancrage: TestService
let exports: Exports
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
  exports = exportsOf(ancrage)
})
afterAll(() => ancrage.stop())

const figure = '{ measure number exact currency openEnded }'
const cell = `by { dimension value label } values ${figure} total ${figure} where overlapping`

interface Figure {
  measure: string
  number: number | null
  exact: string | null
  currency: string | null
  openEnded: boolean
}
interface Cell {
  by: { value: string | null; label: string }[]
  values: Figure[]
}

const asked: Record<string, { types: string; given: Record<string, unknown> }> = {
  dealStats: {
    types:
      '$where: DealWhere, $groupBy: [DealDimension!]!, $measures: [DealMeasure!]!, $asOf: Date, $kind: JobKind, $rumours: Boolean',
    given: {
      where: { reference: { isNull: false } },
      groupBy: ['TEAM_AGENCY', 'OPENED_QUARTER'],
      measures: [...dealMeasures],
      asOf: '2018-12-31',
      kind: 'DIRECT',
      rumours: true,
    },
  },
  meetingStats: {
    types: '$groupBy: [MeetingDimension!]!, $measures: [MeetingMeasure!]!',
    given: { groupBy: ['HOST_AGENCY', 'MONTH'], measures: [...meetingMeasures] },
  },
  jobProjectionStats: {
    types: '$groupBy: [JobProjectionDimension!]!, $measures: [JobProjectionMeasure!]!',
    given: { groupBy: ['KIND', 'STATED_MONTH'], measures: [...jobProjectionMeasures] },
  },
}

async function shown(name: string, email = head, given = asked[name]!.given): Promise<Cell[]> {
  const used = asked[name]!.types.split(', ').filter((type) =>
    Object.hasOwn(given, type.slice(1, type.indexOf(':'))),
  )
  const args = Object.keys(given).map((key) => `${key}: $${key}`)
  const rates = name === 'dealStats' ? ' rates { currency rate day }' : ''
  const { [name]: cells } = await ancrage.get(
    email,
    `query (${used.join(', ')}) { ${name}(${args.join(', ')}) { ${cell}${rates} } }`,
    given,
  )
  return cells
}

const isOpen = (measure: string) => measure.endsWith('HIGH')
/** What a row of text should say of a cell, for the currencies that there are. */
const texts = ({ by, values }: Cell, measures: string[], currencies: string[]): string[] => [
  ...by.flatMap(({ value, label }) => [value ?? '', label]),
  ...measures.flatMap((measure) =>
    (measure.startsWith('CAPEX') ? currencies : [null]).flatMap((currency) => {
      const found = values.find((one) => one.measure === measure && one.currency === currency)
      return [found?.exact ?? '', ...(isOpen(measure) ? [found ? `${found.openEnded}` : ''] : [])]
    }),
  ),
]

const currenciesIn = (cells: Cell[]) =>
  [...new Set(cells.flatMap(({ values }) => values.flatMap(({ currency }) => currency ?? [])))].sort()

describe('a statistic that is exported', () => {
  beforeAll(async () => {
    const opened = dealClient(ancrage)
    await opened.open({
      title: 'Euro',
      openedOn: '2018-02-01',
      capex: { low: '1000000.50', high: '2000000', currency: 'EUR' },
    })
    await opened.project(await opened.open({ title: 'Jobs' }), { statedOn: '2018-03-05', low: 20, high: 30 })
    await opened.open({
      title: 'Dollar',
      openedOn: '2018-02-02',
      capex: { low: '12800000000.25', currency: 'USD' },
    })
  })

  it.each(Object.keys(asked))('as CSV has the cells of %s, figure by figure', async (name) => {
    const { given } = asked[name]!
    const [headings, ...rows] = csvRows(await exports.fetch(head, `exports/${name}.csv?${query(given)}`))
    const cells = await shown(name)
    expect(cells.length).toBeGreaterThan(1)
    const currencies = currenciesIn(cells)
    expect(rows).toEqual(cells.map((one) => texts(one, given.measures as string[], currencies)))
    expect(headings).toHaveLength(rows[0]!.length)
    expect(new Set(headings).size).toBe(headings!.length)
  })

  it.each(Object.keys(asked))('as NDJSON and JSON is what the API answers of %s', async (name) => {
    const { given } = asked[name]!
    const cells = await shown(name)
    const got = await exports.fetch(head, `exports/${name}.ndjson?${query(given)}`)
    expect(lines(got)).toMatchObject(cells)
    const list = await exports.fetch(head, `exports/${name}.json`, { body: given })
    expect(JSON.parse(list.body.toString())).toEqual(lines(got))
  })

  it('as a workbook has numbers and flags', async () => {
    const { given } = asked.dealStats!
    const [headings, ...rows] = await sheetRows(
      await exports.fetch(head, `exports/dealStats.xlsx?${query({ ...given, lang: 'en' })}`),
    )
    const cells = await shown('dealStats')
    const currencies = currenciesIn(cells)
    expect(currencies).toEqual(['EUR', 'USD'])
    const typed = (text: string) =>
      text === '' ? null : /^(true|false)$/.test(text) ? text === 'true' : Number(text)
    for (const [i, one] of cells.entries()) {
      const [a, b, c, d, ...figures] = texts(one, given.measures as string[], currencies)
      const row = headings!.map((_, at) => rows[i]![at] ?? null)
      expect(row).toEqual([a === '' ? null : a, b, c === '' ? null : c, d, ...figures.map(typed)])
    }
    expect(headings).toEqual(
      expect.arrayContaining([
        'Agency of the team',
        'Agency of the team – Label',
        'Opened – Quarter',
        'Capex, at least (EUR)',
        'Capex, at most (USD) – Open-ended',
      ]),
    )
  })

  it('in one currency has one column of it, and says the rates in JSON', async () => {
    await ancrage.get(
      'admin@awex.example',
      'mutation ($i: LoadExchangeRatesInput!) { loadExchangeRates(input: $i) { added } }',
      { i: { text: 'Date,USD,\n2018-06-01,2,\n', source: 'test data' } },
    )
    const given = {
      measures: ['CAPEX_LOW'],
      currency: 'EUR',
      rateOn: '2018-06-01',
      where: { title: { in: ['Euro', 'Dollar'] } },
    }
    const got = await exports.fetch(head, `exports/dealStats.csv?${query({ ...given, lang: 'fr' })}`)
    expect(csvRows(got)).toEqual([['Investissement, au moins (EUR)'], ['6401000000.63']])
    const [row] = lines(await exports.fetch(head, `exports/dealStats.ndjson?${query(given)}`))
    expect(row.rates).toMatchObject([{ currency: 'USD', day: '2018-06-01' }])
  })

  it('of nothing is a table without rows, or one that says 0', async () => {
    const where = { title: { eq: 'nothing is called so' } }
    const table = async (more: object) =>
      csvRows(
        await exports.fetch(
          head,
          `exports/dealStats.csv?${query({ where, measures: 'DEALS,CAPEX_LOW', lang: 'en', ...more })}`,
        ),
      )
    expect(await table({ groupBy: 'STAGE' })).toEqual([
      ['Stage', 'Stage – Label', 'Deals', 'Capex, at least'],
    ])
    expect(await table({})).toEqual([
      ['Deals', 'Capex, at least'],
      ['0', ''],
    ])
  })

  it('is conversion too, with rates as real numbers', async () => {
    const given = { from: 'IDENTIFIED', to: 'NEGOTIATION', period: 'YEAR' }
    const fields = 'period label entered converted lost paused stillOpen rate medianDays where'
    const { dealConversion } = await ancrage.get(
      head,
      `{ dealConversion(from: IDENTIFIED, to: NEGOTIATION, period: YEAR) { ${fields} } }`,
    )
    expect(dealConversion.length).toBeGreaterThan(0)
    expect(lines(await exports.fetch(head, `exports/dealConversion.ndjson?${query(given)}`))).toEqual(
      dealConversion,
    )
    const [headings, ...rows] = await sheetRows(
      await exports.fetch(head, `exports/dealConversion.xlsx?${query({ ...given, lang: 'nl' })}`),
    )
    expect(headings).toEqual([
      'Periode',
      'Omschrijving',
      'Ingegaan',
      'Omgezet',
      'Verloren',
      'Slapend',
      'Nog open',
      'Conversiegraad',
      'Dagen, mediaan',
    ])
    expect(rows.map((row) => headings!.map((_, i) => row[i] ?? null))).toEqual(
      dealConversion.map(({ where: _, ...row }: object & { where: unknown }) => Object.values(row)),
    )
  })

  it.each(languages)('has a heading for every dimension and measure in %s', (language) => {
    const dimensions = [dealDimensions, meetingDimensions, jobProjectionDimensions].map((codes) =>
      codes.map((code) => dimensionHeading(code, language)),
    )
    const measures = [dealMeasures, meetingMeasures, jobProjectionMeasures].map((codes) =>
      codes.map((code) => translate(language, `measure.${code}`)),
    )
    for (const said of [...dimensions, ...measures]) {
      expect(said.filter((heading) => /dimension\.|measure\./.test(heading))).toEqual([])
      expect(new Set(said).size).toBe(said.length)
    }
  })
})

describe('what a statistic cannot be asked', () => {
  it.each([
    ['no measures', 'dealStats.csv', 400, 'NEEDED', 'measures'],
    [
      'a measure that there is not',
      'dealStats.csv?measures=DEALS,NOTHING',
      400,
      'UNKNOWN_CODE',
      'measures[1]',
    ],
    ['a measure twice', 'dealStats.csv?measures=DEALS,DEALS', 400, 'TWICE', 'measures[1]'],
    [
      'a dimension of others',
      'meetingStats.csv?measures=MEETINGS&groupBy=STAGE',
      400,
      'UNKNOWN_CODE',
      'groupBy[0]',
    ],
    ['a list that is no JSON', 'dealStats.csv?measures=[', 400, 'NOT_JSON', 'measures'],
    ['a where that is no JSON', 'dealStats.csv?measures=DEALS&where={', 400, 'NOT_JSON', 'where'],
    [
      'a where of others',
      `meetingStats.csv?measures=MEETINGS&${query({ where: { reference: { eq: 'x' } } })}`,
      400,
      'UNKNOWN_FIELD',
      'where.reference',
    ],
    ['a day to come', 'dealStats.csv?measures=DEALS&asOf=2090-01-01', 400, 'FUTURE_DAY', 'asOf'],
    ['what has no effect', 'dealStats.csv?measures=DEALS&rateOn=2018-01-01', 400, 'WITHOUT_EFFECT', 'rateOn'],
    ['half a truth', 'dealStats.csv?measures=JOBS_LOW&rumours=1', 400, 'NOT_A_BOOLEAN', 'rumours'],
    [
      'a parameter without end',
      `dealStats.csv?measures=DEALS&${'x'.repeat(9_000)}=3`,
      400,
      'UNKNOWN_FIELD',
      `${'x'.repeat(60)}…`,
    ],
    ['a parameter of lists', 'dealStats.csv?measures=DEALS&fields=by', 400, 'UNKNOWN_FIELD', 'fields'],
    [
      'a parameter of a prototype',
      'dealStats.csv?measures=DEALS&constructor=x',
      400,
      'UNKNOWN_FIELD',
      'constructor',
    ],
    ['an agency that there is not', 'dealStats.csv?measures=DEALS&agency=nobody', 400, undefined, undefined],
    ['kinds together', 'jobProjectionStats.csv?measures=LOW', 400, 'KINDS_APART', 'measures[0]'],
    [
      'an order that goes back',
      'dealConversion.csv?from=NEGOTIATION&to=IDENTIFIED',
      400,
      'STAGE_NOT_LATER',
      'to',
    ],
    ['a report that is none', 'pipelineStatus.csv', 404, undefined, undefined],
  ] as const)('is %s', async (_, path, status, code, place) => {
    const fault = readFault(await exports.fetch(head, `exports/${path}`))
    expect(fault.status).toBe(status)
    if (code) expect(fault.fields[0]).toMatchObject({ code, path: place })
    expect(fault.message).not.toMatch(/\{\{|problem\.|field\./)
  })
})

const idOf = ({ headers }: FetchedExport) => headers.get('export-id')!
const counted = (where: object, more = {}) =>
  `exports/dealStats.csv?${query({ where, measures: 'DEALS', ...more })}`

describe('an export of a statistic', () => {
  it.each(['csv', 'xlsx', 'json'])('as %s can be had again, byte for byte', async (form) => {
    const { given } = asked.dealStats!
    const got = await exports.fetch(head, `exports/dealStats.${form}?${query(given)}`)
    await dealClient(ancrage).open({ openedOn: '2018-01-02' })
    const again = await exports.fetch(head, `exports/${idOf(got)}`)
    expect(again.status).toBe(200)
    expect(again.body.equals(got.body)).toBe(true)
  })

  it.each([
    ['dealConversion', { from: 'IDENTIFIED', to: 'NEGOTIATION' }],
    ['meetingStats', { groupBy: 'LEAD_AGENCY', measures: 'MEETINGS,DEALS,PARTICIPANTS,CONTACTS' }],
    ['jobProjectionStats', { groupBy: 'LEAD_AGENCY', measures: 'STATEMENTS,DEALS' }],
  ])('of %s can be had again by each who made it', async (name, given) => {
    for (const email of [head, michel, airport]) {
      const got = await exports.fetch(email, `exports/${name}.csv?${query(given)}`)
      const again = await exports.fetch(email, `exports/${idOf(got)}`)
      expect([again.status, again.body.equals(got.body)]).toEqual([200, true])
    }
  })

  it('stands in the trail with its question and the number of rows', async () => {
    const id = idOf(
      await exports.fetch(head, `exports/dealStats.csv?${query({ groupBy: 'OUTCOME', measures: 'DEALS' })}`),
    )
    const { history } = await ancrage.get(
      head,
      `{ history(subject: "${id}", orderBy: [{ at: ASC }]) { nodes { verb after } } }`,
    )
    const { dealStats } = await ancrage.get(
      head,
      '{ dealStats(groupBy: [OUTCOME], measures: [DEALS]) { where } }',
    )
    expect(history.nodes[0]).toMatchObject({
      verb: 'export',
      after: {
        statistic: 'dealStats',
        groupBy: ['OUTCOME'],
        measures: ['DEALS'],
        kind: 'DIRECT',
        form: 'CSV',
      },
    })
    expect(history.nodes[1]).toMatchObject({
      verb: 'endExport',
      after: { status: 'DONE', rows: dealStats.length },
    })
  })

  it('is not given again to who no longer sees every deal that it counts, or sees less of one', async () => {
    const deal = await dealClient(ancrage).open({ confidentiality: 'INTERNAL' })
    const where = { id: { eq: deal } }
    await dealClient(ancrage).join(deal, 'liege-airport', 'INFORMED', '2018-01-03')
    const conversion = `exports/dealConversion.csv?${query({ from: 'IDENTIFIED', to: 'NEGOTIATION', where })}`
    const whole = [await exports.fetch(airport, counted(where)), await exports.fetch(airport, conversion)]
    for (const got of whole) expect((await exports.fetch(airport, `exports/${idOf(got)}`)).status).toBe(200)
    await dealClient(ancrage).leave(deal, 'liege-airport', '2018-01-04')
    for (const got of whole) expect((await exports.fetch(airport, `exports/${idOf(got)}`)).status).toBe(403)
    const masked = await exports.fetch(airport, counted(where, { lang: 'en' }))
    expect(csvRows(masked)).toEqual([['Deals'], ['1']])
    expect((await exports.fetch(airport, `exports/${idOf(masked)}`)).status).toBe(200)
    await ancrage.owner.query(`update deal set confidentiality = 'RESTRICTED' where id = $1`, [deal])
    expect((await exports.fetch(airport, `exports/${idOf(masked)}`)).status).toBe(403)
    expect(csvRows(await exports.fetch(airport, counted(where, { lang: 'en' })))).toEqual([['Deals'], ['0']])
  })

  it('counts what its measures and dimensions hang on', async () => {
    const seen = async (measures: string) => {
      const got = await exports.fetch(head, `exports/meetingStats.csv?${query({ measures })}`)
      const { rows } = await ancrage.owner.query<{ type: string; n: number }>(
        'select type, sum(cardinality(ids))::int as n from export_row where export_id = $1 group by type order by type',
        [idOf(got)],
      )
      return { figures: csvRows(got)[1]!.map(Number), rows }
    }
    const plain = await seen('MEETINGS')
    expect(plain.rows).toEqual([{ type: 'Meeting', n: plain.figures[0] }])
    const { figures, rows } = await seen('CONTACTS,MEETINGS')
    expect(rows).toEqual([
      { type: 'Contact', n: figures[0] },
      { type: 'Meeting', n: figures[1] },
    ])
  })

  it('of a SECRET deal stands in the history of the deal', async () => {
    const deal = await dealClient(ancrage).open({ confidentiality: 'SECRET' })
    const id = idOf(await exports.fetch(head, counted({ id: { eq: deal } })))
    const { history } = await ancrage.get(
      head,
      `{ history(subject: "${deal}", where: { verb: { eq: "export" } }) { nodes { after } } }`,
    )
    expect(history.nodes).toEqual([{ after: { export: id, list: 'dealStats', form: 'CSV' } }])
  })

  it('whose question names a person is dropped with the erasure of that person', async () => {
    const input = { name: 'Odile Marchevau', decisionMaker: false }
    const { createContact } = await ancrage.get(
      head,
      'mutation ($i: CreateContactInput!) { createContact(input: $i) { id version } }',
      { i: input },
    )
    const named = await exports.fetch(head, counted({ title: { eq: 'About Odile Marchevau' } }))
    const other = await exports.fetch(head, counted({ title: { eq: 'About Odile' } }))
    expect((await exports.fetch(head, `exports/${idOf(named)}`)).status).toBe(200)
    await ancrage.get(head, 'mutation ($i: EraseContactInput!) { eraseContact(input: $i) { id } }', {
      i: createContact,
    })
    expect((await exports.fetch(head, `exports/${idOf(named)}`)).status).toBe(410)
    expect((await exports.fetch(head, `exports/${idOf(other)}`)).status).toBe(200)
  })
})

describe('a statistic that is saved', () => {
  const save = (email: string, question: unknown) =>
    ancrage.ask(email, 'mutation ($i: SaveQuestionInput!) { saveQuestion(input: $i) { id } }', {
      i: { name: 'By stage', shared: true, question },
    })

  it('is answered to another reader with his own rows', async () => {
    const given = { groupBy: ['CONFIDENTIALITY'], measures: ['DEALS'] }
    await dealClient(ancrage).open({ confidentiality: 'SECRET' })
    const { data } = await save(head, { statistic: 'dealStats', ...given })
    const path = `questions/${data.saveQuestion.id}.ndjson`
    const officer = 'officer@awex.example'
    for (const email of [head, officer])
      expect(lines(await exports.fetch(email, path))).toMatchObject(await shown('dealStats', email, given))
    expect(await shown('dealStats', head, given)).not.toEqual(await shown('dealStats', officer, given))
    expect((await exports.fetch(michel, path)).status).toBe(404)
  })

  it.each([
    ['that there is not', { statistic: 'nothing', measures: ['DEALS'] }, 'UNKNOWN_FIELD', 'statistic'],
    ['that is a list', { statistic: 'deals' }, 'UNKNOWN_FIELD', 'statistic'],
    ['called a list', { list: 'dealStats', measures: ['DEALS'] }, 'UNKNOWN_FIELD', 'list'],
    [
      'beside a list',
      { list: 'deals', statistic: 'dealStats', measures: ['DEALS'] },
      'ONE_OF',
      'list|statistic',
    ],
    ['and nothing else', { statistic: 'dealStats' }, 'NEEDED', 'measures'],
    [
      'of a day to come',
      { statistic: 'dealStats', measures: ['DEALS'], asOf: '2090-01-01' },
      'FUTURE_DAY',
      'asOf',
    ],
  ])('is none %s', async (_, question, code, place) => {
    const { errors } = await save(head, question)
    expect(errors?.[0]?.extensions?.fields).toMatchObject([{ code, path: `input.question.${place}` }])
  })
})

it('a statistic tells nobody what he may not read', async () => {
  const world = await createAccessFixture(ancrage)
  const viewers = world.viewers.filter(({ clearance, role }) => clearance === 'SECRET' && role === 'OFFICER')
  expect(viewers.length).toBeGreaterThan(0)
  const asked = [
    `dealStats.ndjson?${query({ groupBy: 'STAGE,OFFICER,SECTOR,PROSPECT_COUNTRY,LOSS_REASON,LOST_TO_TOWN', measures: 'DEALS,JOBS_LOW,CAPEX_LOW' })}`,
    `meetingStats.ndjson?${query({ groupBy: 'HOST_AGENCY,MONTH', measures: 'MEETINGS,CONTACTS' })}`,
    `jobProjectionStats.ndjson?${query({ groupBy: 'KIND,SOURCE_KIND', measures: 'STATEMENTS,LOW' })}`,
  ]
  for (const { token, access } of viewers) {
    const texts: string[] = []
    for (const path of asked) {
      const response = await exports.open(token, `exports/${path}`)
      expect(response.status).toBe(200)
      texts.push(await response.text())
    }
    const text = texts.join('').toLowerCase()
    for (const { level, word } of world.planted)
      if (access(level) !== 'FULL') expect([level, text.includes(word.toLowerCase())]).toEqual([level, false])
  }
}, 120_000)
