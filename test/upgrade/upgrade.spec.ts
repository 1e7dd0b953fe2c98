/** Upgrades a database with the demo case, which the migrations before the baseline made, and compares it with a fresh one. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Client } from 'pg'
import { packageFolder } from '../../src/core/package-folder.js'
import { migrate } from '../../src/database/migrate.js'
import { catalogueOf } from '../../tools/catalogue.js'
import { template, urlOf } from '../server.js'

const name = `ancrage_test_${randomBytes(6).toString('hex')}`
const url = () => urlOf(process.env.TEST_OWNER_URL!, name)
let upgraded: Client
let columnsBefore: Record<string, Column[]>
let rowsBefore: Record<string, string>
let digestsBefore: object[]
let employmentsBefore: object[]
let refusal: string | undefined

beforeAll(async () => {
  await onServer(`create database ${name}`)
  upgraded = await connected(url())
  // a function may come before the tables that its body names
  await upgraded.query(`set check_function_bodies = off;\n${dump()}`)
  columnsBefore = await columnsOf(upgraded)
  rowsBefore = await rowsOf(upgraded, keptColumns(columnsBefore))
  digestsBefore = await digestsOf(upgraded)
  const { rows } = await upgraded.query<object>(
    `select id, prospect_id, agency_id, job_title, emails, array(select replace(p, ' ', '') from unnest(phones) p) as phones
       from public.contact where num_nonnulls(prospect_id, agency_id, job_title) > 0 or emails <> '{}' or phones <> '{}' order by 1`,
  )
  employmentsBefore = rows
  await upgraded.query(`create function own_function() returns int language sql as 'select 1'`)
  refusal = await migrate(url()).then(
    () => undefined,
    ({ message }: Error) => message,
  )
  await upgraded.query('drop function own_function()')
  await migrate(url())
}, 60_000)

afterAll(async () => {
  await upgraded.end()
  await onServer(`drop database ${name} with (force)`)
})

describe('an upgraded database', () => {
  it('was not upgraded while it had a function of another', () => {
    expect(refusal).toContain('function public.own_function()')
  })

  it('has the catalogue of a fresh one', async () => {
    const fresh = await connected(urlOf(process.env.TEST_OWNER_URL!, template))
    try {
      expect(await catalogueOf(upgraded)).toBe(await catalogueOf(fresh))
    } finally {
      await fresh.end()
    }
  })

  it('keeps every row of every table as it was, beside columns that were added', async () => {
    const columns = await columnsOf(upgraded)
    const kept = Object.entries(keptColumns(columnsBefore)).map(([table, before]) => {
      const name = newNames[table] ?? table
      return [name, before.map(({ number }) => columns[name]!.find((one) => one.number === number)!)] as const
    })
    const rows = await rowsOf(upgraded, Object.fromEntries(kept))
    const renamed = Object.fromEntries(
      Object.entries(rowsBefore).map(([table, digest]) => [newNames[table] ?? table, digest]),
    )
    expect(Object.keys(renamed).length).toBeGreaterThan(60)
    expect(rows).toEqual(renamed)
  })

  it('has the organisation, title, addresses and numbers of each contact in an employment', async () => {
    const { rows } = await upgraded.query(
      'select contact_id as id, prospect_id, agency_id, job_title, emails, phones from employment where is_main order by 1',
    )
    expect(employmentsBefore.length).toBeGreaterThan(2)
    expect(rows).toEqual(employmentsBefore)
  })

  it('has a whole audit trail, and the issued summary that it had', async () => {
    expect((await upgraded.query('select * from audit_chain_faults()')).rows).toEqual([])
    expect(digestsBefore).toHaveLength(1)
    expect(await digestsOf(upgraded)).toEqual(digestsBefore)
  })

  it('is not upgraded again', async () => {
    expect(await migrate(url())).toEqual({ migrations: [], definitions: false })
  })
})

/** Columns, by their names in the dump, that later migrations removed or filled otherwise; null: other rows as well. */
const changedColumns: Record<string, readonly string[] | null> = {
  contact: ['prospect_id', 'agency_id', 'emails', 'phones', 'job_title', 'access'],
  search_entry: null,
}

/** Tables that the baseline names otherwise. */
const newNames: Record<string, string> = {
  capex_before: 'capex_history',
  correction_words: 'correction_text',
  export_seen: 'export_row',
  idempotency: 'idempotency_key',
  job_projection_words: 'job_projection_text',
  location_entry: 'location_history',
  mailing: 'mail_batch',
  seal: 'context_signing_key',
  sending: 'mail_schedule',
  sign_in_try: 'sign_in_attempt',
  spending: 'usage',
  transition_words: 'transition_text',
  warrant: 'service_secret',
  weekly_deal_words: 'weekly_deal_text',
  weekly_key: 'weekly_deal_acl',
}

/** The owner of the test server may have another name than the one that made the dump. */
const dump = (): string =>
  gunzipSync(readFileSync(join(packageFolder(), 'test', 'upgrade', 'before-baseline.sql.gz')))
    .toString()
    .replaceAll(/ TO ancrage( |;|\n)/g, ' TO current_user$1')
    .replaceAll('FOR ROLE ancrage ', '')

/** Returns the digests of issued summaries; text is sorted in it, so that it depends on the collation of the database. */
const digestsOf = async (client: Client): Promise<object[]> =>
  (await client.query<object>('select public.weekly_digest(id) as digest from public.weekly_summary')).rows

interface Column {
  /** Stays the same when the column is renamed. */
  number: number
  name: string
}

/** The columns of each table, in their order. */
async function columnsOf(client: Client): Promise<Record<string, Column[]>> {
  const { rows } = await client.query<{ name: string; columns: Column[] }>(
    `select relname as name,
        json_agg(json_build_object('number', attnum, 'name', quote_ident(attname)) order by attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname not in ('migrations', 'schema_migration', 'definition_state', 'definition_object') group by 1 order by 1`,
  )
  return Object.fromEntries(rows.map(({ name, columns }) => [name, columns]))
}

/** Leaves out what later migrations changed. */
const keptColumns = (tables: Readonly<Record<string, Column[]>>): Record<string, Column[]> =>
  Object.fromEntries(
    Object.entries(tables).flatMap(([table, columns]) => {
      const changed = changedColumns[table] ?? []
      return changedColumns[table] === null
        ? []
        : [[table, columns.filter(({ name }) => !changed.includes(name))]]
    }),
  )

/** A digest of the rows of each table over these columns; the names of columns do not count. */
async function rowsOf(
  client: Client,
  tables: Readonly<Record<string, readonly Column[]>>,
): Promise<Record<string, string>> {
  const digests: Record<string, string> = {}
  for (const [table, columns] of Object.entries(tables)) {
    const row = `row(${columns.map(({ name }) => name).join(', ')})::text`
    const { rows } = await client.query<{ digest: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(${row}, E'\\n' order by ${row})), '') as digest from public."${table}" t`,
    )
    digests[table] = rows[0]!.digest
  }
  return digests
}

async function connected(address: string): Promise<Client> {
  const client = new Client({ connectionString: address })
  await client.connect()
  return client
}

async function onServer(sql: string): Promise<void> {
  const server = await connected(process.env.TEST_OWNER_URL!)
  await server.query(sql)
  await server.end()
}
