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
let rowsBefore: Record<string, string>
let digestsBefore: object[]
let employmentsBefore: object[]

beforeAll(async () => {
  await onServer(`create database ${name}`)
  upgraded = await connected(url())
  // a function may come before the tables that its body names
  await upgraded.query(`set check_function_bodies = off;\n${dump()}`)
  rowsBefore = await rowsOf(upgraded)
  digestsBefore = await digestsOf(upgraded)
  const { rows } = await upgraded.query<object>(
    `select id, prospect_id, agency_id, job_title, emails, array(select replace(p, ' ', '') from unnest(phones) p) as phones
       from public.contact where num_nonnulls(prospect_id, agency_id, job_title) > 0 or emails <> '{}' or phones <> '{}' order by 1`,
  )
  employmentsBefore = rows
  await migrate(url())
}, 60_000)

afterAll(async () => {
  await upgraded.end()
  await onServer(`drop database ${name} with (force)`)
})

describe('an upgraded database', () => {
  it('has the catalogue of a fresh one', async () => {
    const fresh = await connected(urlOf(process.env.TEST_OWNER_URL!, template))
    try {
      expect(await catalogueOf(upgraded)).toBe(await catalogueOf(fresh))
    } finally {
      await fresh.end()
    }
  })

  it('keeps every row of every table as it was', async () => {
    const rows = await rowsOf(upgraded)
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

/** Tables that later migrations added. */
const newTables = ['employment', 'erasure_request', 'meeting_participant_text']

/** Columns that later migrations added, removed or filled otherwise; null: other rows as well. */
const changedColumns: Record<string, readonly string[] | null> = {
  agency: ['country'],
  contact: ['prospect_id', 'agency_id', 'emails', 'phones', 'job_title', 'acl', 'access', 'public_figure'],
  erasure_mention: ['place', 'mention', 'changeable', 'chosen', 'by_id', 'recorded_at'],
  meeting_participant: ['employment_id'],
  search_entry: null,
  site: ['entered_by_id'],
  weekly_summary: ['redacted_at', 'redacted_sha256'],
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

/** A digest of the rows of each table, without the columns that changed; names of columns do not count. */
async function rowsOf(client: Client): Promise<Record<string, string>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname not in ('migrations', 'schema_migration', 'definition_state') and relname <> all ($1) order by 1`,
    [[...newTables, ...Object.keys(changedColumns).filter((name) => changedColumns[name] === null)]],
  )
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows: columns } = await client.query<{ list: string }>(
      `select string_agg(quote_ident(attname), ', ' order by attnum) as list from pg_attribute
        where attrelid = format('public.%I', $1::text)::regclass and attnum > 0 and not attisdropped and attname <> all ($2)`,
      [name, changedColumns[name] ?? []],
    )
    const { rows } = await client.query<{ digest: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') as digest
         from (select ${columns[0]!.list} from public."${name}") t`,
    )
    digests[name] = rows[0]!.digest
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
