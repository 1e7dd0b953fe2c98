/** Exports have the rows that the API returns, with types, in four languages, and nothing else. */
import { getNamedType, isEnumType, type GraphQLObjectType } from 'graphql'
import '../src/app.module.js'
import { strFromU8, unzipSync } from 'fflate'
import { languages } from '../src/core/locale.js'
import { labelCode, labelGroups } from '../src/export/query/code-labels.js'
import { buildColumns, formatHeading, parsePaths } from '../src/export/query/fields.js'
import {
  listLeafFields,
  listObjectFields,
  listRelationFields,
  parsePath,
} from '../src/export/query/field-path.js'
import { isWholeList } from '../src/read/list-query.js'
import { findRoot } from '../src/read/roots.js'
import { startTestService, type TestService } from './test-service.js'
import { createAccessFixture, type AccessFixture } from './access/fixture.js'
import { dealClient } from './deal-client.js'
import {
  readCsv,
  createExportClient,
  readError,
  readJsonLines,
  toQueryString,
  readFirstSheet,
  type ExportClient,
} from './exports.js'
import { schema } from './schema.js'

const head = 'head@awex.example'
const michel = 'head@michel.example'

let ancrage: TestService
let exports: ExportClient
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
  exports = createExportClient(ancrage)
})
afterAll(() => ancrage.stop())

const lists = Object.keys(schema.getQueryType()!.getFields()).filter((name) => isWholeList(findRoot(name)))

function findRowType(list: string): GraphQLObjectType {
  const connection = getNamedType(schema.getQueryType()!.getFields()[list]!.type) as GraphQLObjectType
  return getNamedType(connection.getFields().nodes!.type) as GraphQLObjectType
}

/** The texts of all relations of a list: at most a hundred paths. */
function listJoinedFields(list: string): string[] {
  const paths = listRelationFields(findRowType(list)).flatMap(([name, type]) =>
    listLeafFields(type).map((leaf) => `${name}.${leaf}`),
  )
  return paths.slice(0, 100)
}

/** Returns a path of a type as a GraphQL selection: `prospect { name }`, `deals(first: 100) { nodes { reference } }`. */
function select(path: string, type = findRowType('deals')): string {
  const [name, ...rest] = path.split('.') as [string, ...string[]]
  if (rest.length === 0) return name
  const next = getNamedType(type.getFields()[name]!.type) as GraphQLObjectType
  if (!next.name.endsWith('Connection')) return `${name} { ${select(rest.join('.'), next)} }`
  const nodes = getNamedType(next.getFields().nodes!.type) as GraphQLObjectType
  return `${name}(first: 100) { nodes { ${select(rest.join('.'), nodes)} } }`
}
/** Returns the value at the end of a path; of a path over several rows the value of each. */
const readValue = (row: any, path: string): any =>
  path.split('.').reduce((value, name) => {
    const rows = value?.nodes ?? value
    return Array.isArray(rows) ? rows.map((each) => each?.[name] ?? null) : (value?.[name] ?? null)
  }, row)

describe('an export', () => {
  it.each(lists)('of %s has every row and every field, as the API returns them', async (list) => {
    const viewer = list === 'contactsToReview' ? head : michel
    const paths = parsePaths(findRowType(list), undefined).map((path) =>
      path.map(({ field }) => field.name).join('.'),
    )
    const { [list]: connection } = await ancrage.run(
      viewer,
      `{ ${list}(first: 100) { nodes { ${paths.map((path) => select(path, findRowType(list))).join(' ')} } } }`,
    )
    const response = await exports.fetch(
      viewer,
      `exports/${list}.ndjson?${toQueryString({ fields: paths.join(',') })}`,
    )
    const rows = readJsonLines(response)
    expect(rows.map((row) => paths.map((path) => readValue(row, path)))).toEqual(
      connection.nodes.map((row: unknown) => paths.map((path) => readValue(row, path))),
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

  it('as CSV is read correctly by another library', async () => {
    await dealClient(ancrage).open({
      title: 'Quotes ", commas, and ; too',
      description: 'Two\nlines, "quoted"',
      capex: { low: '0.50', high: '12800000000.50', currency: 'EUR' },
    })
    const paths = [...fields, 'title', 'description', 'capex.high']
    const { deals } = await ancrage.run(
      head,
      `{ deals(first: 100) { nodes { ${paths.map((path) => select(path)).join(' ')} } } }`,
    )
    for (const delimiter of [',', ';']) {
      const response = await exports.fetch(
        head,
        `exports/deals.csv?${toQueryString({ fields: paths.join(','), delimiter })}`,
      )
      const [headings, ...rows] = readCsv(response, delimiter)
      expect(headings).toHaveLength(paths.length)
      const toText = (value: unknown) =>
        value === null ? '' : Array.isArray(value) ? value.join('; ') : `${value as string}`
      expect(rows).toEqual(
        deals.nodes.map((row: unknown) => paths.map((path) => toText(readValue(row, path)))),
      )
    }
  })

  it('as CSV has a decimal comma on request, in numbers and not in words', async () => {
    const id = await dealClient(ancrage).open({
      title: 'Phase 1.5',
      capex: { low: '0.50', high: null, currency: 'EUR' },
    })
    const parameters = {
      fields: 'reference,title,capex.low',
      where: JSON.stringify({ id: { eq: id } }),
    }
    const response = await exports.fetch(
      head,
      `exports/deals.csv?${toQueryString({ ...parameters, decimal: ',' })}`,
    )
    expect(readCsv(response, ';')[1]).toEqual([expect.any(String), 'Phase 1.5', '0,50'])
  })

  it('as a workbook has real numbers, days, instants and flags', async () => {
    const paths = [...fields, 'title']
    const response = await exports.fetch(
      head,
      `exports/deals.xlsx?${toQueryString({ fields: paths.join(',') })}`,
    )
    const { deals } = await ancrage.run(
      head,
      `{ deals(first: 100) { nodes { ${paths.map((path) => select(path)).join(' ')} } } }`,
    )
    const [, ...rows] = await readFirstSheet(response)
    expect(rows.length).toBe(deals.nodes.length)
    for (const [i, row] of rows.entries()) {
      const [reference, masked, , , openedOn, low, createdAt, version, title] = row
      const deal = deals.nodes[i]
      expect([reference, masked, version, title]).toEqual([
        deal.reference,
        deal.masked,
        deal.version,
        deal.title,
      ])
      expect((openedOn as Date).toISOString()).toBe(`${deal.openedOn}T00:00:00.000Z`)
      expect(low ?? null).toBe(deal.capex && Number(deal.capex.low))
      // in Brussels, as spreadsheets have no time zones
      const localTime = new Date(deal.createdAt).getTime() + 3_600_000 * countHoursAhead(deal.createdAt)
      expect(Math.abs((createdAt as Date).getTime() - localTime)).toBeLessThan(2)
    }
  })

  it('of job projections has the reference of their deal among the default fields', async () => {
    const { jobProjections } = await ancrage.run(
      head,
      '{ jobProjections(first: 100) { nodes { id deal { reference } } } }',
    )
    const rows = readJsonLines(await exports.fetch(head, 'exports/jobProjections.ndjson'))
    expect(rows.map(({ id, deal }) => ({ id, deal: { reference: deal.reference } }))).toEqual(
      jobProjections.nodes,
    )
    expect(rows.length).toBeGreaterThan(1)
  })

  it('begins with a byte order mark if requested', async () => {
    const firstBytes = async (bom: string) =>
      (await exports.fetch(head, `exports/deals.csv?bom=${bom}&fields=reference`)).body
        .subarray(0, 3)
        .toString('hex')
    expect([await firstBytes('true'), await firstBytes('false')]).toEqual([
      'efbbbf',
      Buffer.from('Ref').toString('hex'),
    ])
  })

  it('never contains a formula', async () => {
    const titles = ['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '=cmd|"/c calc"!A1', 'a;=1+1']
    for (const title of titles) await dealClient(ancrage).open({ title, codeName: 'Formula' })
    const where = { codeName: { eq: 'Formula' } }
    const parameters = toQueryString({ where, fields: 'title', orderBy: [{ createdAt: 'ASC' }] })
    const [, ...cells] = readCsv(await exports.fetch(head, `exports/deals.csv?${parameters}`))
    expect(cells.map(([cell]) => cell)).toEqual([
      ...titles.slice(0, -1).map((title) => `'${title}`),
      // a new cell where the list separator of the computer is a semicolon
      "a;'=1+1",
    ])
    const [, ...rows] = await readFirstSheet(await exports.fetch(head, `exports/deals.xlsx?${parameters}`))
    expect(rows.map(([cell]) => cell)).toEqual(titles)
    expect(
      readJsonLines(await exports.fetch(head, `exports/deals.ndjson?${parameters}`)).map(
        ({ title }) => title,
      ),
    ).toEqual(titles)
  })

  it('is the same for parameters in the body as for those in the address', async () => {
    const where = { stage: { code: { in: ['NEGOTIATION', 'LOST'] } } }
    const orderBy = [{ stage: { position: 'ASC' } }, { title: 'DESC' }]
    const { deals } = await ancrage.run(
      head,
      'query ($where: DealWhere, $orderBy: [DealOrder!]) { deals(first: 100, where: $where, orderBy: $orderBy) { nodes { title } } }',
      { where, orderBy },
    )
    const body = { where, orderBy, fields: ['title'] }
    const posted = await exports.fetch(head, 'exports/deals.ndjson', { body })
    expect(posted.status).toBe(200)
    const response = await exports.fetch(
      head,
      `exports/deals.ndjson?${toQueryString({ where, orderBy, fields: 'title' })}`,
    )
    expect(readJsonLines(posted)).toEqual(deals.nodes)
    expect(deals.nodes.length).toBeGreaterThan(1)
    expect(posted.body.equals(response.body)).toBe(true)
  })

  it('without rows has only the headings', async () => {
    const parameters = toQueryString({ where: { title: { eq: 'nothing is called so' } }, fields: 'title' })
    expect((await exports.fetch(head, `exports/deals.ndjson?${parameters}`)).body).toHaveLength(0)
    expect(readCsv(await exports.fetch(head, `exports/deals.csv?${parameters}`))).toEqual([['Title']])
    expect(await readFirstSheet(await exports.fetch(head, `exports/deals.xlsx?${parameters}`))).toEqual([
      ['Title'],
    ])
  })
})

const countHoursAhead = (instant: string): number => {
  const hour = (timeZone: string) =>
    Number(
      new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(
        new Date(instant),
      ),
    )
  return (hour('Europe/Brussels') - hour('UTC') + 24) % 24
}

describe('a relation in an export', () => {
  it('has a value of each of its rows in a cell, in the same order in each column', async () => {
    const fields = ['title', 'deals.reference', 'participants.jobTitle', 'participants.contact.name']
    const { meetings } = await ancrage.run(
      head,
      `{ meetings(first: 100) { nodes { title deals { reference } participants { jobTitle contact { name } } } } }`,
    )
    const cells = meetings.nodes.map((meeting: any) => [
      meeting.title,
      meeting.deals.map(({ reference }: any) => reference).join('; '),
      meeting.participants.map(({ jobTitle }: any) => jobTitle ?? '').join('; '),
      meeting.participants.map(({ contact }: any) => contact?.name ?? '').join('; '),
    ])
    const [headings, ...rows] = readCsv(
      await exports.fetch(head, `exports/meetings.csv?lang=en&fields=${fields.join(',')}`),
    )
    expect(rows).toEqual(cells)
    expect(rows.some((row) => row[2]!.includes('; '))).toBe(true)
    expect(headings![1]).toBe('Deals – Reference')
    const [, ...sheet] = await readFirstSheet(
      await exports.fetch(head, `exports/meetings.xlsx?fields=${fields.join(',')}`),
    )
    expect(sheet.map(([title]) => title)).toEqual(cells.map(([title]: string[]) => title))
  })

  it('has the moves and the places of a deal, as the API returns them', async () => {
    const fields = 'reference,transitions.to.code,transitions.effectiveOn,locations.town,locations.standing'
    const rows = readJsonLines(await exports.fetch(head, `exports/deals.ndjson?fields=${fields}`))
    const { deals } = await ancrage.run(
      head,
      `{ deals(first: 100) { nodes { reference
           transitions(first: 100) { pageInfo { hasNextPage } nodes { to { code } effectiveOn } }
           locations(first: 100) { pageInfo { hasNextPage } nodes { town standing } } } } }`,
    )
    expect(rows).toEqual(deals.nodes)
    expect(rows.some(({ transitions }) => transitions.nodes.length > 2)).toBe(true)
  })

  it('says that rows are left out beyond a hundred', async () => {
    const deal = await dealClient(ancrage).open({ title: 'Many tasks' })
    await ancrage.owner.query(
      `insert into task (id, title, deal_id, assignee_id, due_on, entered_by_id, created_at, updated_at)
       select gen_random_uuid(), 'Task ' || n, $1, u.id, date '2018-06-01' + n, u.agency_id, now(), now()
         from generate_series(1, 103) n, "user" u where u.email = $2`,
      [deal, head],
    )
    const response = await exports.fetch(
      head,
      `exports/deals.csv?${toQueryString({ where: { id: { eq: deal } }, fields: 'tasks.title' })}`,
    )
    const values = readCsv(response)[1]![0]!.split('; ')
    expect([values.length, values.at(-1)]).toEqual([101, '…'])
  })

  it.each(lists)('of %s is exported whatever it leads to', async (list) => {
    const fields = listJoinedFields(list)
    if (fields.length === 0) return
    const viewer = list === 'contactsToReview' ? head : michel
    const response = await exports.fetch(viewer, `exports/${list}.csv?fields=${fields.join(',')}`)
    expect([response.status, readCsv(response)[0]!.length]).toEqual([200, fields.length])
  })
})

describe('codes in an export', () => {
  it('are shown by their labels in a workbook, in the language of the export', async () => {
    const read = async (parameters: string) => {
      const response = await exports.fetch(head, `exports/meetings.xlsx?fields=title,status${parameters}`)
      return (await readFirstSheet(response)).map((row) => row.slice(1))
    }
    const codes = await read('&labels=none')
    expect(codes[1]).toEqual(['HELD'])
    expect((await read('&lang=fr')).slice(1)).toEqual(
      codes.slice(1).map(([code]) => [labelCode('MeetingStatus', code as string, 'FR')]),
    )
    const [headings, first] = await read('&labels=beside&lang=en')
    expect([headings, first]).toEqual([
      ['Status', 'Status – Label'],
      ['HELD', labelCode('MeetingStatus', 'HELD', 'EN')],
    ])
  })

  it('are shown as they are in CSV, or beside or instead of their labels on request', async () => {
    const read = async (parameters: string) =>
      readCsv(
        await exports.fetch(
          head,
          `exports/deals.csv?lang=de&fields=confidentiality,locations.standing${parameters}`,
        ),
      )
    const plain = await read('')
    const label = (type: string, cell: string) =>
      cell
        .split('; ')
        .filter(Boolean)
        .map((code) => labelCode(type, code, 'DE'))
        .join('; ')
    const instead = plain.map(([level, standings], i) =>
      i === 0
        ? [level, standings]
        : [label('Confidentiality', level!), label('LocationStanding', standings!)],
    )
    expect(plain.some(([, standings]) => /CHOSEN|CANDIDATE/.test(standings!))).toBe(true)
    expect(await read('&labels=instead')).toEqual(instead)
    expect((await read('&labels=beside')).slice(1)).toEqual(
      plain
        .slice(1)
        .map(([level, standings], i) => [level, instead[i + 1]![0], standings, instead[i + 1]![1]]),
    )
  })

  it.each(languages)('have a label in %s, of every list', (language) => {
    const enums = new Set(
      lists.map(findRowType).flatMap((type) =>
        Object.values(type.getFields())
          .map((field) => getNamedType(field.type))
          .filter(isEnumType),
      ),
    )
    // stages have their labels as data; file formats and languages are names
    const others = [...enums].filter(
      ({ name }) => !['DealStageCode', 'ExportForm', 'Language'].includes(name),
    )
    const isUnlabelled = (type: string, code: string) =>
      labelGroups[type] === undefined || labelCode(type, code, language) === code
    expect(
      others.flatMap((type) =>
        type
          .getValues()
          .flatMap(({ name }) => (isUnlabelled(type.name, name) ? [`${type.name}.${name}`] : [])),
      ),
    ).toEqual([])
    for (const [name, group] of Object.entries(labelGroups)) {
      const type = schema.getType(name)
      if (!isEnumType(type)) throw new Error(`${name} is no enum (${group}).`)
      for (const { name: code } of type.getValues()) expect(labelCode(name, code, language)).not.toBe(code)
    }
  })
})

describe('an export as an archive', () => {
  it('has one table and a dictionary that agrees with it', async () => {
    const fields = 'reference,title,openedOn,capex.low,masked,createdAt,version,meetings.title'
    const parameters = `lang=fr&fields=${fields}`
    const { body, headers } = await exports.fetch(head, `exports/deals.zip?${parameters}&decimal=,`)
    expect(headers.get('content-disposition')).toMatch(/filename="deals-[\d-]+\.zip"/)
    const files = unzipSync(new Uint8Array(body))
    expect(Object.keys(files)).toEqual(['datapackage.json', 'deals.csv'])
    const csv = await exports.fetch(head, `exports/deals.csv?${parameters}&decimal=,`)
    expect(strFromU8(files['deals.csv']!)).toBe(csv.body.toString())
    const { resources, created, languages } = JSON.parse(strFromU8(files['datapackage.json']!))
    const [{ path, dialect, schema: table }] = resources
    expect([path, dialect.delimiter, languages]).toEqual(['deals.csv', ';', ['fr']])
    expect(new Date(created as string).getTime()).toBeGreaterThan(Date.now() - 60_000)
    expect(table.fields.map(({ name }: any) => name)).toEqual(readCsv(csv, ';')[0])
    expect(table.fields.map(({ path, type }: any) => [path, type])).toEqual([
      ['reference', 'string'],
      ['title', 'string'],
      ['openedOn', 'date'],
      ['capex.low', 'number'],
      ['masked', 'boolean'],
      ['createdAt', 'datetime'],
      ['version', 'integer'],
      ['meetings.title', 'string'],
    ])
    expect(table.fields[3]).toMatchObject({ decimalChar: ',', description: expect.any(String) })
  })
})

describe('headings', () => {
  /** Every type that an export can reach. */
  const reachableTypes = new Map<string, GraphQLObjectType>()
  const visit = (type: GraphQLObjectType) => {
    if (reachableTypes.has(type.name)) return
    reachableTypes.set(type.name, type)
    for (const [, to] of [...listObjectFields(type), ...listRelationFields(type)]) visit(to)
  }
  lists.map(findRowType).forEach(visit)

  it.each(languages)('exist in %s for every field, and differ within a type', (language) => {
    for (const type of reachableTypes.values()) {
      const names = [
        ...listLeafFields(type),
        ...[...listObjectFields(type), ...listRelationFields(type)].map(([name]) => name),
      ]
      const headings = names.map((name) =>
        formatHeading([{ type, field: type.getFields()[name]! }], language),
      )
      expect([type.name, headings.filter((heading) => heading.startsWith('heading.'))]).toEqual([
        type.name,
        [],
      ])
      expect([type.name, headings.length]).toEqual([type.name, new Set(headings).size])
    }
  })

  it('are in the language of the user, or in the requested one', async () => {
    const first = async (lang: string) =>
      readCsv(await exports.fetch(michel, `exports/deals.csv?fields=stage.label,prospect.name${lang}`))[0]
    expect(await first('&lang=de')).toEqual(['Phase – Bezeichnung', 'Interessent – Name'])
    expect(await first('&lang=nl')).toEqual(['Fase – Omschrijving', 'Prospect – Naam'])
  })

  it('join the fields of a path', () => {
    const paths = [parsePath(findRowType('deals'), 'capex.low', 'fields')]
    expect(buildColumns(paths, 'FR').map(({ heading }) => heading)).toEqual(['Investissement – Au moins'])
  })
})

describe('a faulty request', () => {
  const faults: [string, string, number, string, string?][] = [
    ['an unknown list', 'exports/nothings.csv', 404, 'NOT_FOUND'],
    ['a property of the prototype', 'exports/constructor.csv', 404, 'NOT_FOUND'],
    ['a list with an argument', 'exports/history.csv', 404, 'NOT_FOUND'],
    ['an unknown form', 'exports/deals.pdf', 406, 'BAD_USER_INPUT'],
    ['no form', 'exports/deals', 406, 'BAD_USER_INPUT'],
    ['two forms', 'exports/deals.csv.xlsx', 406, 'BAD_USER_INPUT'],
    ['an unknown field', 'exports/deals.csv?fields=reference,nothing', 400, 'UNKNOWN_FIELD', 'fields[1]'],
    ['a field of GraphQL itself', 'exports/deals.csv?fields=__typename', 400, 'UNKNOWN_FIELD', 'fields[0]'],
    ['a field of the prototype', 'exports/deals.csv?fields=constructor', 400, 'UNKNOWN_FIELD', 'fields[0]'],
    ['a field of a leaf', 'exports/deals.csv?fields=reference.length', 400, 'UNKNOWN_FIELD', 'fields[0]'],
    ['no field', 'exports/deals.csv?fields=', 400, 'UNKNOWN_FIELD', 'fields[0]'],
    ['a field twice', 'exports/deals.csv?fields=title,title', 400, 'TWICE', 'fields[1]'],
    ['an object', 'exports/deals.csv?fields=prospect', 400, 'FIELD_OF_AN_OBJECT', 'fields[0]'],
    [
      'several rows of each of several rows',
      'exports/deals.csv?fields=meetings.participants.jobTitle',
      400,
      'SEVERAL_ROWS',
      'fields[0]',
    ],
    ['a page of rows', 'exports/deals.csv?fields=meetings.nodes', 400, 'UNKNOWN_FIELD', 'fields[0]'],
    [
      'a relation without a field',
      'exports/deals.csv?fields=meetings',
      400,
      'FIELD_OF_AN_OBJECT',
      'fields[0]',
    ],
    ['labels for NDJSON', 'exports/deals.ndjson?labels=beside', 400, 'WITHOUT_EFFECT', 'labels'],
    ['an unknown choice of labels', 'exports/deals.csv?labels=all', 400, 'WRONG_FORM', 'labels'],
    [
      'labels for a statistic, which has them',
      `exports/dealStats.csv?${toQueryString({ groupBy: ['STAGE'], measures: ['DEALS'], labels: 'beside' })}`,
      400,
      'WITHOUT_EFFECT',
      'labels',
    ],
    ['a byte order mark in an archive', 'exports/deals.zip?bom=true', 400, 'WITHOUT_EFFECT', 'bom'],
    [
      'a field that the service computes',
      'exports/deals.csv?fields=expectedDecision.text',
      400,
      'NOT_EXPORTED',
      'fields[0]',
    ],
    ['an unknown parameter', 'exports/deals.csv?limit=3', 400, 'UNKNOWN_FIELD', 'limit'],
    [
      'a very long parameter',
      `exports/deals.csv?${'x'.repeat(9_000)}=3`,
      400,
      'UNKNOWN_FIELD',
      `${'x'.repeat(60)}…`,
    ],
    ['an invisible parameter', 'exports/deals.csv?%E2%80%AE=3', 400, 'UNKNOWN_FIELD', '\\u{202e}'],
    ['a where that is not JSON', 'exports/deals.csv?where={', 400, 'NOT_JSON', 'where'],
    ['a where that is not an object', 'exports/deals.csv?where=3', 400, 'NOT_AN_OBJECT', 'where'],
    ['a where without effect', 'exports/deals.csv?where={}', 400, 'EMPTY_FILTER', 'where'],
    [
      'an unknown filter',
      `exports/deals.csv?${toQueryString({ where: { nothing: {} } })}`,
      400,
      'UNKNOWN_FIELD',
      'where.nothing',
    ],
    [
      'an injected order',
      `exports/deals.csv?${toQueryString({ orderBy: [{ title: 'ASC; drop table deal' }] })}`,
      400,
      'UNKNOWN_CODE',
    ],
    [
      'a deeply nested where',
      `exports/deals.csv?where=${'{"not":'.repeat(60)}1${'}'.repeat(60)}`,
      400,
      'TOO_DEEP',
    ],
    ['an unknown language', 'exports/deals.csv?lang=it', 400, 'WRONG_FORM', 'lang'],
    ['an unknown delimiter', 'exports/deals.csv?delimiter=|', 400, 'WRONG_FORM', 'delimiter'],
    [
      'a decimal comma between commas',
      'exports/deals.csv?decimal=,&delimiter=,',
      400,
      'WRONG_FORM',
      'decimal',
    ],
    ['a decimal comma for a workbook', 'exports/deals.xlsx?decimal=,', 400, 'WITHOUT_EFFECT', 'decimal'],
    ['a byte order mark that is not a boolean', 'exports/deals.csv?bom=1', 400, 'WRONG_FORM', 'bom'],
    ['a byte order mark for a workbook', 'exports/deals.xlsx?bom=true', 400, 'WITHOUT_EFFECT', 'bom'],
    ['a delimiter for NDJSON', 'exports/deals.ndjson?delimiter=;', 400, 'WITHOUT_EFFECT', 'delimiter'],
    ['a parameter twice', 'exports/deals.csv?lang=fr&lang=nl', 400, 'WRONG_FORM', 'lang'],
    ['an unknown export', 'exports/0190c7d5-9f30-7c3a-b7b5-0d2f4a6c8e10', 404, 'NOT_FOUND'],
  ]
  it.each(faults)('is rejected: %s', async (...[, path, status, code, place]) => {
    const fault = readError(await exports.fetch(head, path))
    expect([fault.status, fault.fields?.[0]?.code ?? fault.code]).toEqual([status, code])
    if (place) expect(fault.fields[0].path).toBe(place)
    expect(fault.message).not.toMatch(/\{\{|problem\.|field\./)
  })

  it('is rejected as unauthenticated first if the request is anonymous', async () => {
    for (const path of ['deals.csv', 'deals.csv?fields=nothing'])
      expect(readError(await exports.fetch(null, `exports/${path}`))).toMatchObject({
        status: 401,
        code: 'UNAUTHENTICATED',
      })
  })

  it('is explained in the requested language', async () => {
    const fault = readError(await exports.fetch(head, 'exports/deals.csv?fields=nothing&lang=nl'))
    expect(fault.fields[0].message).toMatch(/^Dit veld bestaat niet/)
  })

  it('is rejected if it is the form of another site', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const response = await fetch(`${ancrage.address}/exports/deals.csv`, {
      method: 'POST',
      headers,
      body: 'a=b',
    })
    expect(response.status).toBe(415)
  })
})

describe('a user', () => {
  let world: AccessFixture
  beforeAll(async () => {
    world = await createAccessFixture(ancrage)
  })

  it('gets no text that they may not read, and masked deals under their code names', async () => {
    const viewers = world.viewers.filter(
      ({ clearance, role }) => clearance === 'SECRET' && (role === 'OFFICER' || role === 'HEAD'),
    )
    for (const { token, access, role, relation, clearance } of viewers) {
      const texts: string[] = []
      for (const list of lists.filter((name) => name !== 'contactsToReview')) {
        const response = await exports.open(token, `exports/${list}.ndjson`)
        texts.push(await response.text())
        const joined = listJoinedFields(list).join(',')
        for (const form of joined ? ['ndjson', 'csv'] : []) {
          const response = await exports.open(token, `exports/${list}.${form}?fields=${joined}`)
          expect([list, response.status]).toEqual([list, 200])
          texts.push(await response.text())
        }
      }
      const text = texts.join('')
      const visible = world.planted.map(({ level, word, codeWord }) => [
        level,
        text.toLowerCase().includes(word.toLowerCase()),
        text.includes(codeWord),
      ])
      const allowed = world.planted.map(({ level }) => [
        level,
        access(level) === 'FULL',
        access(level) !== 'NONE',
      ])
      expect([role, relation, clearance, visible]).toEqual([role, relation, clearance, allowed])
    }
  }, 120_000)

  it('may export with an API key', async () => {
    const { createApiKey } = await ancrage.run(
      michel,
      'mutation { createApiKey(input: { name: "Spreadsheet", expiresAt: "2027-06-01T00:00:00Z" }) { key } }',
    )
    const response = await exports.open(createApiKey.key, 'exports/agencies.csv?fields=code')
    const { agencies } = await ancrage.run(michel, '{ agencies { totalCount } }')
    expect(response.status).toBe(200)
    expect((await response.text()).split('\r\n')).toHaveLength(2 + agencies.totalCount)
  })
})
