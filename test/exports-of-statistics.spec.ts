/** Exported and saved statistics have the figures that the API returns to the same viewer. */
import { languages, translate } from '../src/core/locale.js'
import { formatDimension } from '../src/export/query/statistic-columns.js'
import { dealDimensions } from '../src/stats/deal/deal-dimension.js'
import { dealMeasures } from '../src/stats/deal/deal-measure.js'
import { jobProjectionDimensions, jobProjectionMeasures } from '../src/stats/job-projection-stats.js'
import { meetingDimensions, meetingMeasures } from '../src/stats/meeting-stats.js'
import { agreementDimensions, agreementMeasures } from '../src/stats/agreement-stats.js'
import { claimDimensions, claimMeasures } from '../src/stats/claim-stats.js'
import { transitionDimensions, transitionMeasures } from '../src/stats/transition-stats.js'
import { createAccessFixture } from './access/fixture.js'
import { dealClient } from './deal-client.js'
import { startTestService, type TestService } from './test-service.js'
import {
  readCsv,
  createExportClient,
  readError,
  readJsonLines,
  toQueryString,
  readFirstSheet,
  type ExportClient,
  type FetchedExport,
} from './exports.js'

const head = 'head@awex.example'
const michel = 'head@michel.example'
const airport = 'officer@liege-airport.example'

let ancrage: TestService
let exports: ExportClient
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
  exports = createExportClient(ancrage)
})
afterAll(() => ancrage.stop())

const figureFields = '{ measure number exact currency openEnded }'
const cellFields = `by { dimension value label } values ${figureFields} total ${figureFields} where overlapping sharedRows`

interface Figure {
  measure: string
  number: number | null
  exact: string | null
  currency: string | null
  openEnded: boolean
}
interface Cell {
  overlapping: string[]
  sharedRows: number
  by: { value: string | null; label: string }[]
  values: Figure[]
}

/** Arguments of each statistic, with their GraphQL types. */
const statistics: Record<string, { types: string; args: Record<string, unknown> }> = {
  dealStats: {
    types:
      '$where: DealWhere, $groupBy: [DealDimension!]!, $measures: [DealMeasure!]!, $asOf: Date, $kind: JobKind, $rumours: Boolean',
    args: {
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
    args: { groupBy: ['HOST_AGENCY', 'MONTH'], measures: [...meetingMeasures] },
  },
  transitionStats: {
    types: '$groupBy: [TransitionDimension!]!, $measures: [TransitionMeasure!]!',
    args: { groupBy: ['FROM', 'MONTH'], measures: [...transitionMeasures] },
  },
  claimStats: {
    types: '$groupBy: [ClaimDimension!]!, $measures: [ClaimMeasure!]!',
    args: { groupBy: ['STANDING', 'DISPUTED'], measures: [...claimMeasures] },
  },
  agreementStats: {
    types: '$groupBy: [AgreementDimension!]!, $measures: [AgreementMeasure!]!',
    args: { groupBy: ['KIND', 'LEAD_AGENCY'], measures: [...agreementMeasures] },
  },
  jobProjectionStats: {
    types: '$groupBy: [JobProjectionDimension!]!, $measures: [JobProjectionMeasure!]!, $superseded: Boolean',
    args: { groupBy: ['KIND', 'STATED_MONTH'], measures: [...jobProjectionMeasures], superseded: true },
  },
}

/** Returns the cells as the API returns them. */
async function queryCells(name: string, email = head, args = statistics[name]!.args): Promise<Cell[]> {
  const usedTypes = statistics[name]!.types.split(', ').filter((type) =>
    Object.hasOwn(args, type.slice(1, type.indexOf(':'))),
  )
  const passed = Object.keys(args).map((key) => `${key}: $${key}`)
  const rates = name === 'dealStats' ? ' rates { currency rate day }' : ''
  const { [name]: cells } = await ancrage.run(
    email,
    `query (${usedTypes.join(', ')}) { ${name}(${passed.join(', ')}) { ${cellFields}${rates} } }`,
    args,
  )
  return cells
}

const isOpen = (measure: string) => measure.endsWith('HIGH')
/** Returns the fields of the CSV line of a cell, for these currencies. */
const toFields = (
  { by, values, overlapping, sharedRows }: Cell,
  measures: string[],
  currencies: string[],
): string[] => [
  ...by.flatMap(({ value, label }) => [value ?? '', label]),
  ...(overlapping.length > 0 ? [`${sharedRows}`] : []),
  ...measures.flatMap((measure) =>
    (/^CAPEX|^AMOUNT/.test(measure) && currencies.length > 0 ? currencies : [null]).flatMap((currency) => {
      const figure = values.find((value) => value.measure === measure && value.currency === currency)
      return [figure?.exact ?? '', ...(isOpen(measure) ? [figure ? `${figure.openEnded}` : ''] : [])]
    }),
  ),
]

const listCurrencies = (cells: Cell[]) =>
  [...new Set(cells.flatMap(({ values }) => values.flatMap(({ currency }) => currency ?? [])))].sort()

describe('an exported statistic', () => {
  beforeAll(async () => {
    const deals = dealClient(ancrage)
    await deals.open({
      title: 'Euro',
      openedOn: '2018-02-01',
      capex: { low: '1000000.50', high: '2000000', currency: 'EUR' },
    })
    await deals.project(await deals.open({ title: 'Jobs' }), { statedOn: '2018-03-05', low: 20, high: 30 })
    await deals.open({
      title: 'Dollar',
      openedOn: '2018-02-02',
      capex: { low: '12800000000.25', currency: 'USD' },
    })
  })

  it.each(Object.keys(statistics))('as CSV has the cells of %s, figure by figure', async (name) => {
    const { args } = statistics[name]!
    const [headings, ...rows] = readCsv(
      await exports.fetch(head, `exports/${name}.csv?${toQueryString(args)}`),
    )
    const cells = await queryCells(name)
    expect(cells.length).toBeGreaterThan(1)
    const currencies = listCurrencies(cells)
    expect(rows).toEqual(cells.map((cell) => toFields(cell, args.measures as string[], currencies)))
    expect(headings).toHaveLength(rows[0]!.length)
    expect(new Set(headings).size).toBe(headings!.length)
  })

  it.each(Object.keys(statistics))(
    'as NDJSON and JSON has the cells of %s as the API returns them',
    async (name) => {
      const { args } = statistics[name]!
      const cells = await queryCells(name)
      const response = await exports.fetch(head, `exports/${name}.ndjson?${toQueryString(args)}`)
      expect(readJsonLines(response)).toMatchObject(cells)
      const list = await exports.fetch(head, `exports/${name}.json`, { body: args })
      expect(JSON.parse(list.body.toString())).toEqual(readJsonLines(response))
    },
  )

  it('as a workbook has numbers and flags', async () => {
    const { args } = statistics.dealStats!
    const [headings, ...rows] = await readFirstSheet(
      await exports.fetch(head, `exports/dealStats.xlsx?${toQueryString({ ...args, lang: 'en' })}`),
    )
    const cells = await queryCells('dealStats')
    const currencies = listCurrencies(cells)
    expect(currencies).toEqual(['EUR', 'USD'])
    const parseField = (text: string) =>
      text === '' ? null : /^(true|false)$/.test(text) ? text === 'true' : Number(text)
    for (const [i, cell] of cells.entries()) {
      const [a, b, c, d, ...figures] = toFields(cell, args.measures as string[], currencies)
      const row = headings!.map((_, at) => rows[i]![at] ?? null)
      expect(row).toEqual([a === '' ? null : a, b, c === '' ? null : c, d, ...figures.map(parseField)])
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

  it('says in the headings and the file name which jobs it counts', async () => {
    const fetched = async (args: Record<string, unknown>) => {
      const response = await exports.fetch(head, `exports/dealStats.csv?${toQueryString(args)}`)
      const [name] = /filename="[^"]*"/.exec(response.headers.get('content-disposition')!)!
      return { headings: readCsv(response)[0], name: name.replace(/\d{4}-\d\d-\d\d\.csv"/, '') }
    }
    expect(await fetched({ measures: 'DEALS,JOBS_LOW', lang: 'en' })).toEqual({
      headings: ['Deals', 'Jobs, at least – direct'],
      name: 'filename="dealStats-',
    })
    const asked = { measures: 'JOBS_LOW', kind: 'INDIRECT', horizon: 'FULL', rumours: true, lang: 'fr' }
    expect(await fetched(asked)).toEqual({
      headings: ['Emplois, au moins – indirects, à terme, rumeurs comprises'],
      name: 'filename="dealStats-indirect-full-with-rumours-',
    })
  })

  it('leaves a cell empty where no deal states jobs, and never has 0 there', async () => {
    const where = { title: { in: ['Euro', 'Jobs'] } }
    const measures = 'DEALS,JOBS_LOW,JOBS_WEIGHTED_LOW,JOBS_REALISED,JOBS_DEALS_WITHOUT'
    const table = readCsv(
      await exports.fetch(
        head,
        `exports/dealStats.csv?${toQueryString({ where, measures, groupBy: 'OPENED_MONTH' })}`,
      ),
    )
    expect(table.slice(1).map((row) => [row[0], ...row.slice(2)])).toEqual([
      ['2018-01', '1', '20', '1.00', '', '0'],
      ['2018-02', '1', '', '', '', '1'],
    ])
  })

  it('says of a meeting that is known by its year only that it is in several months', async () => {
    const hold = (title: string, from: string, to: string, precision: string) =>
      ancrage.run(head, 'mutation ($i: RecordMeetingInput!) { recordMeeting(input: $i) { id } }', {
        i: { title, when: { from, to, precision } },
      })
    await hold('Vague talk', '2016-01-01', '2016-12-31', 'YEAR')
    await hold('Clear talk', '2016-05-03', '2016-05-03', 'DAY')
    const where = { title: { contains: ' talk' } }
    const [headings, ...rows] = readCsv(
      await exports.fetch(
        head,
        `exports/meetingStats.csv?${toQueryString({ where, groupBy: 'MONTH', measures: 'MEETINGS', lang: 'en' })}`,
      ),
    )
    expect(headings).toEqual(['Month', 'Month – Label', 'Also in other rows', 'Meetings'])
    expect(rows).toHaveLength(12)
    for (const [month, , shared, meetings] of rows)
      expect([shared, meetings]).toEqual(month === '2016-05' ? ['1', '2'] : ['1', '1'])
  })

  it('in one currency has one column for it, and the exchange rates in JSON', async () => {
    await ancrage.run(
      'operator@ancrage.example',
      'mutation ($i: LoadExchangeRatesInput!) { loadExchangeRates(input: $i) { added } }',
      { i: { text: 'Date,USD,\n2018-06-01,2,\n', source: 'test data' } },
    )
    const args = {
      measures: ['CAPEX_LOW'],
      currency: 'EUR',
      rateOn: '2018-06-01',
      where: { title: { in: ['Euro', 'Dollar'] } },
    }
    const response = await exports.fetch(
      head,
      `exports/dealStats.csv?${toQueryString({ ...args, lang: 'fr' })}`,
    )
    expect(readCsv(response)).toEqual([['Investissement, au moins (EUR)'], ['6401000000.63']])
    const [row] = readJsonLines(await exports.fetch(head, `exports/dealStats.ndjson?${toQueryString(args)}`))
    expect(row.rates).toMatchObject([{ currency: 'USD', day: '2018-06-01' }])
  })

  it('without deals has no rows, or one row with 0', async () => {
    const where = { title: { eq: 'nothing is called so' } }
    const table = async (more: object) =>
      readCsv(
        await exports.fetch(
          head,
          `exports/dealStats.csv?${toQueryString({ where, measures: 'DEALS,CAPEX_LOW', lang: 'en', ...more })}`,
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

  it('may be the conversion, with rates as real numbers', async () => {
    const args = { from: 'IDENTIFIED', to: 'NEGOTIATION', period: 'YEAR' }
    const fields = 'period label entered converted lost paused stillOpen rate medianDays where'
    const { dealConversion } = await ancrage.run(
      head,
      `{ dealConversion(from: IDENTIFIED, to: NEGOTIATION, period: YEAR) { ${fields} } }`,
    )
    expect(dealConversion.length).toBeGreaterThan(0)
    expect(
      readJsonLines(await exports.fetch(head, `exports/dealConversion.ndjson?${toQueryString(args)}`)),
    ).toEqual(dealConversion)
    const [headings, ...rows] = await readFirstSheet(
      await exports.fetch(head, `exports/dealConversion.xlsx?${toQueryString({ ...args, lang: 'nl' })}`),
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
    const dimensions = [
      ...[dealDimensions, meetingDimensions, jobProjectionDimensions],
      ...[transitionDimensions, claimDimensions, agreementDimensions],
    ].map((codes) => codes.map((code) => formatDimension(code, language)))
    const measures = [
      ...[dealMeasures, meetingMeasures, jobProjectionMeasures],
      ...[transitionMeasures, claimMeasures, agreementMeasures],
    ].map((codes) => codes.map((code) => translate(language, `measure.${code}`)))
    for (const headings of [...dimensions, ...measures]) {
      expect(headings.filter((heading) => /dimension\.|measure\./.test(heading))).toEqual([])
      expect(new Set(headings).size).toBe(headings.length)
    }
  })
})

describe('a faulty request for a statistic', () => {
  it.each([
    ['no measures', 'dealStats.csv', 400, 'NEEDED', 'measures'],
    ['an unknown measure', 'dealStats.csv?measures=DEALS,NOTHING', 400, 'UNKNOWN_CODE', 'measures[1]'],
    ['a measure twice', 'dealStats.csv?measures=DEALS,DEALS', 400, 'TWICE', 'measures[1]'],
    [
      'a dimension of another statistic',
      'meetingStats.csv?measures=MEETINGS&groupBy=STAGE',
      400,
      'UNKNOWN_CODE',
      'groupBy[0]',
    ],
    ['a list that is not JSON', 'dealStats.csv?measures=[', 400, 'NOT_JSON', 'measures'],
    ['a where that is not JSON', 'dealStats.csv?measures=DEALS&where={', 400, 'NOT_JSON', 'where'],
    [
      'a where of another statistic',
      `meetingStats.csv?measures=MEETINGS&${toQueryString({ where: { reference: { eq: 'x' } } })}`,
      400,
      'UNKNOWN_FIELD',
      'where.reference',
    ],
    ['a day in the future', 'dealStats.csv?measures=DEALS&asOf=2090-01-01', 400, 'FUTURE_DAY', 'asOf'],
    [
      'a parameter without effect',
      'dealStats.csv?measures=DEALS&rateOn=2018-01-01',
      400,
      'WITHOUT_EFFECT',
      'rateOn',
    ],
    [
      'a flag that is not a boolean',
      'dealStats.csv?measures=JOBS_LOW&rumours=1',
      400,
      'NOT_A_BOOLEAN',
      'rumours',
    ],
    [
      'a very long parameter',
      `dealStats.csv?measures=DEALS&${'x'.repeat(9_000)}=3`,
      400,
      'UNKNOWN_FIELD',
      `${'x'.repeat(60)}…`,
    ],
    ['a parameter of lists', 'dealStats.csv?measures=DEALS&fields=by', 400, 'UNKNOWN_FIELD', 'fields'],
    [
      'a property of the prototype',
      'dealStats.csv?measures=DEALS&constructor=x',
      400,
      'UNKNOWN_FIELD',
      'constructor',
    ],
    ['an unknown agency', 'dealStats.csv?measures=DEALS&agency=unknown', 400, undefined, undefined],
    [
      'all kinds of jobs in one sum',
      'jobProjectionStats.csv?measures=LOW',
      400,
      'KINDS_APART',
      'measures[0]',
    ],
    [
      'stages in the wrong order',
      'dealConversion.csv?from=NEGOTIATION&to=IDENTIFIED',
      400,
      'STAGE_NOT_LATER',
      'to',
    ],
    ['a report that is not a statistic', 'pipelineStatus.csv', 404, undefined, undefined],
  ] as const)('is rejected: %s', async (_, path, status, code, place) => {
    const fault = readError(await exports.fetch(head, `exports/${path}`))
    expect(fault.status).toBe(status)
    if (code) expect(fault.fields[0]).toMatchObject({ code, path: place })
    expect(fault.message).not.toMatch(/\{\{|problem\.|field\./)
  })
})

const readExportId = ({ headers }: FetchedExport) => headers.get('export-id')!
const makeCountPath = (where: object, more = {}) =>
  `exports/dealStats.csv?${toQueryString({ where, measures: 'DEALS', ...more })}`

describe('a stored export of a statistic', () => {
  it.each(['csv', 'xlsx', 'json'])('as %s is downloaded again byte for byte', async (form) => {
    const { args } = statistics.dealStats!
    const response = await exports.fetch(head, `exports/dealStats.${form}?${toQueryString(args)}`)
    await dealClient(ancrage).open({ openedOn: '2018-01-02' })
    const again = await exports.fetch(head, `exports/${readExportId(response)}`)
    expect(again.status).toBe(200)
    expect(again.body.equals(response.body)).toBe(true)
  })

  it.each([
    ['dealConversion', { from: 'IDENTIFIED', to: 'NEGOTIATION' }],
    ['meetingStats', { groupBy: 'LEAD_AGENCY', measures: 'MEETINGS,DEALS,PARTICIPANTS,CONTACTS' }],
    ['jobProjectionStats', { groupBy: 'LEAD_AGENCY', measures: 'STATEMENTS,DEALS' }],
  ])('of %s is downloaded again by each user who made it', async (name, args) => {
    for (const email of [head, michel, airport]) {
      const response = await exports.fetch(email, `exports/${name}.csv?${toQueryString(args)}`)
      const again = await exports.fetch(email, `exports/${readExportId(response)}`)
      expect([again.status, again.body.equals(response.body)]).toEqual([200, true])
    }
  })

  it('is in the audit trail with its question and its number of rows', async () => {
    const id = readExportId(
      await exports.fetch(
        head,
        `exports/dealStats.csv?${toQueryString({ groupBy: 'OUTCOME', measures: 'DEALS' })}`,
      ),
    )
    const { history } = await ancrage.run(
      head,
      `{ history(subject: "${id}", orderBy: [{ at: ASC }]) { nodes { verb after } } }`,
    )
    const { dealStats } = await ancrage.run(
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

  it('is refused to a user who no longer sees every deal that it counts, or sees less of one', async () => {
    const deal = await dealClient(ancrage).open({ confidentiality: 'INTERNAL' })
    const where = { id: { eq: deal } }
    await dealClient(ancrage).join(deal, 'liege-airport', 'INFORMED', '2018-01-03')
    const conversion = `exports/dealConversion.csv?${toQueryString({ from: 'IDENTIFIED', to: 'NEGOTIATION', where })}`
    const fullExports = [
      await exports.fetch(airport, makeCountPath(where)),
      await exports.fetch(airport, conversion),
    ]
    for (const response of fullExports)
      expect((await exports.fetch(airport, `exports/${readExportId(response)}`)).status).toBe(200)
    await dealClient(ancrage).leave(deal, 'liege-airport', '2018-01-04')
    for (const response of fullExports)
      expect((await exports.fetch(airport, `exports/${readExportId(response)}`)).status).toBe(403)
    const masked = await exports.fetch(airport, makeCountPath(where, { lang: 'en' }))
    expect(readCsv(masked)).toEqual([['Deals'], ['1']])
    expect((await exports.fetch(airport, `exports/${readExportId(masked)}`)).status).toBe(200)
    await ancrage.owner.query(`update deal set confidentiality = 'RESTRICTED' where id = $1`, [deal])
    expect((await exports.fetch(airport, `exports/${readExportId(masked)}`)).status).toBe(403)
    expect(readCsv(await exports.fetch(airport, makeCountPath(where, { lang: 'en' })))).toEqual([
      ['Deals'],
      ['0'],
    ])
  })

  it('records the ids of all rows that its measures and dimensions count', async () => {
    const countIds = async (measures: string) => {
      const response = await exports.fetch(head, `exports/meetingStats.csv?${toQueryString({ measures })}`)
      const { rows } = await ancrage.owner.query<{ type: string; n: number }>(
        'select type, sum(cardinality(ids))::int as n from export_row where export_id = $1 group by type order by type',
        [readExportId(response)],
      )
      return { figures: readCsv(response)[1]!.map(Number), rows }
    }
    const meetings = await countIds('MEETINGS')
    expect(meetings.rows).toEqual([{ type: 'Meeting', n: meetings.figures[0] }])
    const { figures, rows } = await countIds('CONTACTS,MEETINGS')
    expect(rows).toEqual([
      { type: 'Contact', n: figures[0] },
      { type: 'Meeting', n: figures[1] },
    ])
  })

  it('of a SECRET deal is in the history of the deal', async () => {
    const deal = await dealClient(ancrage).open({ confidentiality: 'SECRET' })
    const id = readExportId(await exports.fetch(head, makeCountPath({ id: { eq: deal } })))
    const { history } = await ancrage.run(
      head,
      `{ history(subject: "${deal}", where: { verb: { eq: "export" } }) { nodes { after } } }`,
    )
    expect(history.nodes).toEqual([{ after: { export: id, list: 'dealStats', form: 'CSV' } }])
  })

  it('is deleted when a person that its question names is erased and the export is chosen', async () => {
    const input = { name: 'Odile Marchevau', decisionMaker: false }
    const { createContact } = await ancrage.run(
      head,
      'mutation ($i: CreateContactInput!) { createContact(input: $i) { id version } }',
      { i: input },
    )
    const naming = await exports.fetch(head, makeCountPath({ title: { eq: 'About Odile Marchevau' } }))
    const other = await exports.fetch(head, makeCountPath({ title: { eq: 'About Odile' } }))
    expect((await exports.fetch(head, `exports/${readExportId(naming)}`)).status).toBe(200)
    const { erasurePreview } = await ancrage.run(
      head,
      'query ($id: ID!) { erasurePreview(contact: $id) { id subjectType subjectId } }',
      { id: createContact.id },
    )
    const mentions = (erasurePreview as { id: string; subjectId: string }[]).filter(
      ({ subjectId }) => subjectId === readExportId(naming),
    )
    expect(mentions).not.toEqual([])
    await ancrage.run(head, 'mutation ($i: EraseContactInput!) { eraseContact(input: $i) { id } }', {
      i: { ...createContact, redactMentions: mentions.map(({ id }) => id) },
    })
    expect((await exports.fetch(head, `exports/${readExportId(naming)}`)).status).toBe(410)
    expect((await exports.fetch(head, `exports/${readExportId(other)}`)).status).toBe(200)
  })
})

describe('a saved statistic', () => {
  const save = (email: string, question: unknown) =>
    ancrage.request(email, 'mutation ($i: SaveQuestionInput!) { saveQuestion(input: $i) { id } }', {
      i: { name: 'By stage', shared: true, question },
    })

  it('gives each reader the rows that they may see', async () => {
    const args = { groupBy: ['CONFIDENTIALITY'], measures: ['DEALS'] }
    await dealClient(ancrage).open({ confidentiality: 'SECRET' })
    const { data } = await save(head, { statistic: 'dealStats', ...args })
    const path = `questions/${data.saveQuestion.id}.ndjson`
    const officer = 'officer@awex.example'
    for (const email of [head, officer])
      expect(readJsonLines(await exports.fetch(email, path))).toMatchObject(
        await queryCells('dealStats', email, args),
      )
    expect(await queryCells('dealStats', head, args)).not.toEqual(
      await queryCells('dealStats', officer, args),
    )
    expect((await exports.fetch(michel, path)).status).toBe(404)
  })

  it.each([
    ['with an unknown name', { statistic: 'nothing', measures: ['DEALS'] }, 'UNKNOWN_FIELD', 'statistic'],
    ['with the name of a list', { statistic: 'deals' }, 'UNKNOWN_FIELD', 'statistic'],
    ['as a list', { list: 'dealStats', measures: ['DEALS'] }, 'UNKNOWN_FIELD', 'list'],
    [
      'together with a list',
      { list: 'deals', statistic: 'dealStats', measures: ['DEALS'] },
      'ONE_OF',
      'list|statistic',
    ],
    ['without measures', { statistic: 'dealStats' }, 'NEEDED', 'measures'],
    [
      'of a day in the future',
      { statistic: 'dealStats', measures: ['DEALS'], asOf: '2090-01-01' },
      'FUTURE_DAY',
      'asOf',
    ],
  ])('is rejected %s', async (_, question, code, place) => {
    const { errors } = await save(head, question)
    expect(errors?.[0]?.extensions?.fields).toMatchObject([{ code, path: `input.question.${place}` }])
  })
})

it('shows no user what they may not read', async () => {
  const world = await createAccessFixture(ancrage)
  const viewers = world.viewers.filter(({ clearance, role }) => clearance === 'SECRET' && role === 'OFFICER')
  expect(viewers.length).toBeGreaterThan(0)
  const paths = [
    `dealStats.ndjson?${toQueryString({ groupBy: 'STAGE,OFFICER,SECTOR,PROSPECT_COUNTRY,LOSS_REASON,LOST_TO_TOWN', measures: 'DEALS,JOBS_LOW,CAPEX_LOW' })}`,
    `meetingStats.ndjson?${toQueryString({ groupBy: 'HOST_AGENCY,MONTH', measures: 'MEETINGS,CONTACTS' })}`,
    `jobProjectionStats.ndjson?${toQueryString({ groupBy: 'KIND,SOURCE_KIND', measures: 'STATEMENTS,LOW' })}`,
  ]
  for (const { token, access } of viewers) {
    const texts: string[] = []
    for (const path of paths) {
      const response = await exports.open(token, `exports/${path}`)
      expect(response.status).toBe(200)
      texts.push(await response.text())
    }
    const text = texts.join('').toLowerCase()
    for (const { level, word } of world.planted)
      if (access(level) !== 'FULL') expect([level, text.includes(word.toLowerCase())]).toEqual([level, false])
  }
}, 120_000)
