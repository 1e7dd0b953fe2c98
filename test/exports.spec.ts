/** What is exported: the rows that the API shows, typed, in four languages, and nothing else. */
import { getNamedType, type GraphQLObjectType } from 'graphql'
import '../src/app.module.js'
import { languages } from '../src/core/locale.js'
import { columnsOf, headingOf, pathsOf } from '../src/exchange/fields.js'
import { leaves, pathOf, ways } from '../src/exchange/path.js'
import { isWholeList } from '../src/read/list-query.js'
import { findRoot } from '../src/read/roots.js'
import { startTestService, type TestService } from './test-service.js'
import { createAccessFixture, type AccessFixture } from './access/fixture.js'
import { dealClient } from './deal-client.js'
import { csvRows, exportsOf, readFault, lines, query, sheetRows, type Exports } from './exports.js'
import { schema } from './schema.js'

const head = 'head@awex.example'
const michel = 'head@michel.example'

let ancrage: TestService
let exports: Exports
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
  exports = exportsOf(ancrage)
})
afterAll(() => ancrage.stop())

const lists = Object.keys(schema.getQueryType()!.getFields()).filter((name) => isWholeList(findRoot(name)))

/** The type of the rows of a list. */
function typeOf(list: string): GraphQLObjectType {
  const connection = getNamedType(schema.getQueryType()!.getFields()[list]!.type) as GraphQLObjectType
  return getNamedType(connection.getFields().nodes!.type) as GraphQLObjectType
}

/** A path as GraphQL selects it: `prospect { name }`. */
const selected = (path: string) => path.split('.').join(' { ') + ' }'.repeat(path.split('.').length - 1)
const valueAt = (row: any, path: string) =>
  path.split('.').reduce((value, name) => value?.[name] ?? null, row)

describe('an export', () => {
  it.each(lists)('of %s has every row and every field, as the API shows them', async (list) => {
    const viewer = list === 'contactsToReview' ? head : michel
    const paths = pathsOf(typeOf(list), undefined).map((path) =>
      path.map(({ field }) => field.name).join('.'),
    )
    const { [list]: shown } = await ancrage.get(
      viewer,
      `{ ${list}(first: 100) { nodes { ${paths.map(selected).join(' ')} } } }`,
    )
    const got = await exports.fetch(viewer, `exports/${list}.ndjson?${query({ fields: paths.join(',') })}`)
    const rows = lines(got)
    expect(rows.map((row) => paths.map((path) => valueAt(row, path)))).toEqual(
      shown.nodes.map((row: unknown) => paths.map((path) => valueAt(row, path))),
    )
  })

  const fields = [
    'reference',
    'masked',
    'prospect.name',
    'prospect.aliases',
    'openedOn',
    'capex.low',
    'createdAt',
    'version',
  ]

  it('as CSV is read again by another program', async () => {
    await dealClient(ancrage).open({
      title: 'Quotes ", commas, and ; too',
      description: 'Two\nlines, "quoted"',
      capex: { low: '0.50', high: '12800000000.50', currency: 'EUR' },
    })
    const paths = [...fields, 'title', 'description', 'capex.high']
    const { deals } = await ancrage.get(
      head,
      `{ deals(first: 100) { nodes { ${paths.map(selected).join(' ')} } } }`,
    )
    for (const delimiter of [',', ';']) {
      const got = await exports.fetch(
        head,
        `exports/deals.csv?${query({ fields: paths.join(','), delimiter })}`,
      )
      const [headings, ...rows] = csvRows(got, delimiter)
      expect(headings).toHaveLength(paths.length)
      const written = (value: unknown) =>
        value === null ? '' : Array.isArray(value) ? value.join('; ') : `${value as string}`
      expect(rows).toEqual(
        deals.nodes.map((row: unknown) => paths.map((path) => written(valueAt(row, path)))),
      )
    }
  })

  it('as a workbook has real numbers, days, instants and flags', async () => {
    const paths = [...fields, 'title']
    const got = await exports.fetch(head, `exports/deals.xlsx?${query({ fields: paths.join(',') })}`)
    const { deals } = await ancrage.get(
      head,
      `{ deals(first: 100) { nodes { ${paths.map(selected).join(' ')} } } }`,
    )
    const [, ...rows] = await sheetRows(got)
    expect(rows.length).toBe(deals.nodes.length)
    for (const [i, row] of rows.entries()) {
      const [reference, masked, , , openedOn, low, createdAt, version, title] = row
      const shown = deals.nodes[i]
      expect([reference, masked, version, title]).toEqual([
        shown.reference,
        shown.masked,
        shown.version,
        shown.title,
      ])
      expect((openedOn as Date).toISOString()).toBe(`${shown.openedOn}T00:00:00.000Z`)
      expect(low ?? null).toBe(shown.capex && Number(shown.capex.low))
      // in Brussels, as a spreadsheet knows no zones
      const summer = new Date(shown.createdAt).getTime() + 3_600_000 * hoursAhead(shown.createdAt)
      expect(Math.abs((createdAt as Date).getTime() - summer)).toBeLessThan(2)
    }
  })

  it('of what hangs on a deal says of which one where nobody names fields', async () => {
    const { jobProjections } = await ancrage.get(
      head,
      '{ jobProjections(first: 100) { nodes { id deal { reference } } } }',
    )
    const rows = lines(await exports.fetch(head, 'exports/jobProjections.ndjson'))
    expect(rows.map(({ id, deal }) => ({ id, deal: { reference: deal.reference } }))).toEqual(
      jobProjections.nodes,
    )
    expect(rows.length).toBeGreaterThan(1)
  })

  it('begins with a byte order mark where that is asked for', async () => {
    const bytes = async (bom: string) =>
      (await exports.fetch(head, `exports/deals.csv?bom=${bom}&fields=reference`)).body
        .subarray(0, 3)
        .toString('hex')
    expect([await bytes('true'), await bytes('false')]).toEqual([
      'efbbbf',
      Buffer.from('Ref').toString('hex'),
    ])
  })

  it('gives a spreadsheet no formula', async () => {
    const titles = ['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '=cmd|"/c calc"!A1']
    for (const title of titles) await dealClient(ancrage).open({ title, codeName: 'Formula' })
    const where = { codeName: { eq: 'Formula' } }
    const asked = query({ where, fields: 'title', orderBy: [{ createdAt: 'ASC' }] })
    const [, ...cells] = csvRows(await exports.fetch(head, `exports/deals.csv?${asked}`))
    expect(cells.map(([cell]) => cell)).toEqual(titles.map((title) => `'${title}`))
    const [, ...typed] = await sheetRows(await exports.fetch(head, `exports/deals.xlsx?${asked}`))
    expect(typed.map(([cell]) => cell)).toEqual(titles)
    expect(
      lines(await exports.fetch(head, `exports/deals.ndjson?${asked}`)).map(({ title }) => title),
    ).toEqual(titles)
  })

  it('answers a question that is posted as one in the address', async () => {
    const where = { stage: { code: { in: ['NEGOTIATION', 'LOST'] } } }
    const orderBy = [{ stage: { position: 'ASC' } }, { title: 'DESC' }]
    const { deals } = await ancrage.get(
      head,
      'query ($where: DealWhere, $orderBy: [DealOrder!]) { deals(first: 100, where: $where, orderBy: $orderBy) { nodes { title } } }',
      { where, orderBy },
    )
    const body = { where, orderBy, fields: ['title'] }
    const posted = await exports.fetch(head, 'exports/deals.ndjson', { body })
    expect(posted.status).toBe(200)
    const got = await exports.fetch(
      head,
      `exports/deals.ndjson?${query({ where, orderBy, fields: 'title' })}`,
    )
    expect(lines(posted)).toEqual(deals.nodes)
    expect(deals.nodes.length).toBeGreaterThan(1)
    expect(posted.body.equals(got.body)).toBe(true)
  })

  it('of nothing is a table without rows', async () => {
    const asked = query({ where: { title: { eq: 'nothing is called so' } }, fields: 'title' })
    expect((await exports.fetch(head, `exports/deals.ndjson?${asked}`)).body).toHaveLength(0)
    expect(csvRows(await exports.fetch(head, `exports/deals.csv?${asked}`))).toEqual([['Title']])
    expect(await sheetRows(await exports.fetch(head, `exports/deals.xlsx?${asked}`))).toEqual([['Title']])
  })
})

const hoursAhead = (instant: string): number => {
  const hour = (timeZone: string) =>
    Number(
      new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(
        new Date(instant),
      ),
    )
  return (hour('Europe/Brussels') - hour('UTC') + 24) % 24
}

describe('headings', () => {
  /** Every type that an export can reach. */
  const reached = new Map<string, GraphQLObjectType>()
  const visit = (type: GraphQLObjectType) => {
    if (reached.has(type.name)) return
    reached.set(type.name, type)
    for (const [, to] of ways(type)) visit(to)
  }
  lists.map(typeOf).forEach(visit)

  it.each(languages)(
    'of all that can be exported are there in %s, and no two of a type alike',
    (language) => {
      for (const type of reached.values()) {
        const names = [...leaves(type), ...ways(type).map(([name]) => name)]
        const said = names.map((name) => headingOf([{ type, field: type.getFields()[name]! }], language))
        expect([type.name, said.filter((heading) => heading.startsWith('heading.'))]).toEqual([type.name, []])
        expect([type.name, said.length]).toEqual([type.name, new Set(said).size])
      }
    },
  )

  it('are in the language of the reader, or that asked for', async () => {
    const first = async (lang: string) =>
      csvRows(await exports.fetch(michel, `exports/deals.csv?fields=stage.label,prospect.name${lang}`))[0]
    expect(await first('&lang=de')).toEqual(['Phase – Bezeichnung', 'Interessent – Name'])
    expect(await first('&lang=nl')).toEqual(['Fase – Omschrijving', 'Prospect – Naam'])
  })

  it('stand over every column of an export', () => {
    const paths = [pathOf(typeOf('deals'), 'capex.low', 'fields')]
    expect(columnsOf(paths, 'FR').map(({ heading }) => heading)).toEqual(['Investissement – Au moins'])
  })
})

describe('what cannot be exported', () => {
  const refusals: [string, string, number, string, string?][] = [
    ['a list that there is not', 'exports/nothings.csv', 404, 'NOT_FOUND'],
    ['a list that is built in', 'exports/constructor.csv', 404, 'NOT_FOUND'],
    ['a list of something', 'exports/history.csv', 404, 'NOT_FOUND'],
    ['a form that there is not', 'exports/deals.pdf', 406, 'BAD_USER_INPUT'],
    ['no form', 'exports/deals', 406, 'BAD_USER_INPUT'],
    ['two forms', 'exports/deals.csv.xlsx', 406, 'BAD_USER_INPUT'],
    [
      'a field that there is not',
      'exports/deals.csv?fields=reference,nothing',
      400,
      'UNKNOWN_FIELD',
      'fields[1]',
    ],
    ['a field that is built in', 'exports/deals.csv?fields=__typename', 400, 'UNKNOWN_FIELD', 'fields[0]'],
    ['a field of a prototype', 'exports/deals.csv?fields=constructor', 400, 'UNKNOWN_FIELD', 'fields[0]'],
    ['a field of a leaf', 'exports/deals.csv?fields=reference.length', 400, 'UNKNOWN_FIELD', 'fields[0]'],
    ['no field', 'exports/deals.csv?fields=', 400, 'UNKNOWN_FIELD', 'fields[0]'],
    ['a field twice', 'exports/deals.csv?fields=title,title', 400, 'TWICE', 'fields[1]'],
    ['an object', 'exports/deals.csv?fields=prospect', 400, 'FIELD_OF_AN_OBJECT', 'fields[0]'],
    ['several rows', 'exports/deals.csv?fields=team.agency.code', 400, 'SEVERAL_ROWS', 'fields[0]'],
    ['a page of rows', 'exports/deals.csv?fields=meetings.nodes', 400, 'SEVERAL_ROWS', 'fields[0]'],
    ['what needs an argument', 'exports/deals.csv?fields=missing', 400, 'SEVERAL_ROWS', 'fields[0]'],
    [
      'what the service finishes',
      'exports/deals.csv?fields=expectedDecision.text',
      400,
      'NOT_EXPORTED',
      'fields[0]',
    ],
    ['a parameter that nobody knows', 'exports/deals.csv?limit=3', 400, 'UNKNOWN_FIELD', 'limit'],
    [
      'a parameter without end',
      `exports/deals.csv?${'x'.repeat(9_000)}=3`,
      400,
      'UNKNOWN_FIELD',
      `${'x'.repeat(60)}…`,
    ],
    ['a parameter that is not seen', 'exports/deals.csv?%E2%80%AE=3', 400, 'UNKNOWN_FIELD', '\\u{202e}'],
    ['a where that is no JSON', 'exports/deals.csv?where={', 400, 'NOT_JSON', 'where'],
    ['a where that is no object', 'exports/deals.csv?where=3', 400, 'NOT_AN_OBJECT', 'where'],
    ['a where without effect', 'exports/deals.csv?where={}', 400, 'EMPTY_FILTER', 'where'],
    [
      'an unknown filter',
      `exports/deals.csv?${query({ where: { nothing: {} } })}`,
      400,
      'UNKNOWN_FIELD',
      'where.nothing',
    ],
    [
      'an injected order',
      `exports/deals.csv?${query({ orderBy: [{ title: 'ASC; drop table deal' }] })}`,
      400,
      'UNKNOWN_CODE',
    ],
    [
      'a where that is deep',
      `exports/deals.csv?where=${'{"not":'.repeat(60)}1${'}'.repeat(60)}`,
      400,
      'TOO_DEEP',
    ],
    ['a language of others', 'exports/deals.csv?lang=it', 400, 'WRONG_FORM', 'lang'],
    ['another delimiter', 'exports/deals.csv?delimiter=|', 400, 'WRONG_FORM', 'delimiter'],
    ['half a byte order mark', 'exports/deals.csv?bom=1', 400, 'WRONG_FORM', 'bom'],
    ['a byte order mark of a workbook', 'exports/deals.xlsx?bom=true', 400, 'WITHOUT_EFFECT', 'bom'],
    ['a delimiter of lines', 'exports/deals.ndjson?delimiter=;', 400, 'WITHOUT_EFFECT', 'delimiter'],
    ['parameters given twice', 'exports/deals.csv?lang=fr&lang=nl', 400, 'WRONG_FORM', 'lang'],
    ['an export that there is not', 'exports/0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10', 404, 'NOT_FOUND'],
  ]
  it.each(refusals)('is %s', async (...[, path, status, code, place]) => {
    const fault = readFault(await exports.fetch(head, path))
    expect([fault.status, fault.fields?.[0]?.code ?? fault.code]).toEqual([status, code])
    if (place) expect(fault.fields[0].path).toBe(place)
    expect(fault.message).not.toMatch(/\{\{|problem\.|field\./)
  })

  it('is anything to nobody, whatever is wrong with the question', async () => {
    for (const path of ['deals.csv', 'deals.csv?fields=nothing'])
      expect(readFault(await exports.fetch(null, `exports/${path}`))).toMatchObject({
        status: 401,
        code: 'UNAUTHENTICATED',
      })
  })

  it('is told in the language of whoever asks', async () => {
    const fault = readFault(await exports.fetch(head, 'exports/deals.csv?fields=nothing&lang=nl'))
    expect(fault.fields[0].message).toMatch(/^Dit veld bestaat niet/)
  })

  it('is what a form of another site posts', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const response = await fetch(`${ancrage.address}/exports/deals.csv`, {
      method: 'POST',
      headers,
      body: 'a=b',
    })
    expect(response.status).toBe(415)
  })
})

describe('whoever exports', () => {
  let world: AccessFixture
  beforeAll(async () => {
    world = await createAccessFixture(ancrage)
  })

  it('gets no word that he may not read, and masked deals by their code names', async () => {
    const kinds = world.viewers.filter(
      ({ clearance, role }) => clearance === 'SECRET' && (role === 'OFFICER' || role === 'HEAD'),
    )
    for (const { token, access, role, relation, clearance } of kinds) {
      const texts: string[] = []
      for (const list of lists.filter((name) => name !== 'contactsToReview')) {
        const response = await exports.open(token, `exports/${list}.ndjson`)
        texts.push(await response.text())
      }
      const text = texts.join('')
      const told = world.planted.map(({ level, word, codeWord }) => [
        level,
        text.toLowerCase().includes(word.toLowerCase()),
        text.includes(codeWord),
      ])
      const may = world.planted.map(({ level }) => [
        level,
        access(level) === 'FULL',
        access(level) !== 'NONE',
      ])
      expect([role, relation, clearance, told]).toEqual([role, relation, clearance, may])
    }
  }, 120_000)

  it('may do so with an API key, which changes nothing', async () => {
    const { createApiKey } = await ancrage.get(
      michel,
      'mutation { createApiKey(input: { name: "Spreadsheet", expiresAt: "2027-06-01T00:00:00Z" }) { key } }',
    )
    const response = await exports.open(createApiKey.key, 'exports/agencies.csv?fields=code')
    const { agencies } = await ancrage.get(michel, '{ agencies { totalCount } }')
    expect(response.status).toBe(200)
    expect((await response.text()).split('\r\n')).toHaveLength(2 + agencies.totalCount)
  })
})
