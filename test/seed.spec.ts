import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { seed } from '../tools/seed/seed.js'
import { tables } from '../tools/seed/rows.js'
import { startTestService, type TestService } from './test-service.js'
import { template, urlOf } from './server.js'

const deals = 50
const options = { deals, seed: 7, region: 'WAL', until: '2026-06-30', say: () => undefined }

describe('seeded data', () => {
  let ancrage: TestService
  let head: string
  beforeAll(async () => {
    ancrage = await startTestService()
    head = await seed(ancrage.owner, options)
  })
  afterAll(() => ancrage.stop())

  it('is the same for the same seed', async () => {
    expect(await dumpRows(ancrage.owner)).toEqual(await dumpOfNewDatabase(options))
    expect(await dumpRows(ancrage.owner)).not.toEqual(await dumpOfNewDatabase({ ...options, seed: 8 }))
  })

  it('has the requested number of deals, beside the demo case', async () => {
    const { rows } = await ancrage.owner.query(
      'select (select count(*)::int from deal) as deals, (select count(*)::int from agency) as agencies',
    )
    expect(rows).toEqual([{ deals, agencies: 25 }])
  })

  it('is not added to a database with other data', async () => {
    await expect(seed(ancrage.owner, options)).rejects.toThrow('data of its own')
  })

  it('has no dangling reference', async () => {
    const { rows } = await ancrage.owner.query<{ sql: string }>(`
      select format('select %L as key, count(*)::int as open from %s r where not (r.%I is null) and not exists (select from %s p where p.%I = r.%I)',
                    c.conname, c.conrelid::regclass, a.attname, c.confrelid::regclass, b.attname, a.attname) as sql
        from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        join pg_attribute b on b.attrelid = c.confrelid and b.attnum = c.confkey[1]
       where c.contype = 'f'`)
    expect(rows.length).toBeGreaterThan(40)
    for (const { sql } of rows) expect((await ancrage.owner.query(sql)).rows).toMatchObject([{ open: 0 }])
  })

  it('has every deal in the stage of its last transition, with days in order', async () => {
    const { rows } = await ancrage.owner.query(`
      select d.reference from deal d
       where (d.stage, d.stage_since) is distinct from
             (select row(t.to_stage, t.effective_on) from transition t where t.deal_id = d.id order by ordinal desc limit 1)
      union all
      select d.reference from transition t join deal d on d.id = t.deal_id left join transition b on b.deal_id = t.deal_id and b.ordinal = t.ordinal - 1
       where t.from_stage is distinct from b.to_stage or t.effective_on < b.effective_on or t.recorded_at < b.recorded_at
          or (t.ordinal = 1) <> (b.id is null)`)
    expect(rows).toEqual([])
  })

  it('has the facts that every stage requires', async () => {
    await ancrage.owner.query(
      `select set_config('ancrage.tokens', (select array_agg(distinct token)::text from deal, unnest(full_acl) token), false)`,
    )
    const { rows } = await ancrage.owner.query(
      `select reference, stage, missing_facts(id, stage) as missing from deal where missing_facts(id, stage) <> '{}'`,
    )
    expect(rows).toEqual([])
  })

  it('misses exactly the facts that the next stage requires and the deal does not have', async () => {
    await ancrage.owner.query(`begin; set local session_replication_role = replica;
      update deal set officer_id = null where id::text ~ '[0-3]$';
      delete from employment e using deal_identity i where i.prospect_id = e.prospect_id and i.deal_id::text ~ '[4-7]$';
      delete from meeting_deal where deal_id::text ~ '[6-9]$'`)
    await ancrage.owner.query(
      `select set_config('ancrage.tokens', (select array_agg(distinct token)::text from deal, unnest(full_acl) token), false)`,
    )
    const { rows } = await ancrage.owner.query<{ lacked: string[]; differs: number }>(`
      with next as (
        select g.code as stage, (select min(n.position) from deal_stage n where n.outcome in ('OPEN', 'WON') and n.position > g.position) as position
          from deal_stage g where g.outcome = 'OPEN'),
      lacked as (
        select f.deal_id, n.stage, array_agg(r.fact order by r.fact) as facts
          from deal_fact_columns f, next n, deal_stage e, unnest(e.requires) r(fact)
         where e.position <= n.position and e.outcome in ('OPEN', 'WON') and not (to_jsonb(f) ->> r.fact)::boolean
         group by f.deal_id, n.stage),
      missing as (
        select l.deal_id, n.stage, (select array_agg(x order by x) from unnest(l.facts) x) as facts
          from next n, missing_facts_of_deals(array(select d.id from deal d), array(select n.stage from deal)) l where l.facts <> '{}')
      select array(select distinct x from lacked l, unnest(l.facts) x order by x) as lacked,
        (select count(*)::int from lacked l full join missing t using (deal_id, stage) where l.facts is distinct from t.facts) as differs`)
    await ancrage.owner.query('rollback')
    expect(rows).toEqual([{ lacked: expect.anything(), differs: 0 }])
    expect(rows[0]!.lacked).toEqual([
      ...[
        'activity',
        'capex',
        'chosenSite',
        'competingLocations',
        'contactOrMeeting',
        'decisionMakerMet',
        'expectedDecision',
      ],
      ...[
        'jobProjection',
        'officer',
        'ourSite',
        'prospect',
        'realisedJobs',
        'sector',
        'signedAgreement',
        'type',
        'verifiedLanding',
      ],
    ])
  })

  it('has the ACLs that the triggers would have written', async () => {
    const before = await readAcls(ancrage.owner)
    await ancrage.owner.query(`update deal set masked_acl = '{-99}', full_acl = '{-99}'`)
    expect(await readAcls(ancrage.owner)).not.toEqual(before)
    await ancrage.owner.query('select refresh_deal_access(id) from deal')
    for (const table of ['prospect', 'meeting', 'agreement']) {
      await ancrage.owner.query(`update ${table} set acl = '{-99}'`)
      await ancrage.owner.query(`select refresh_${table}_access(id) from ${table}`)
    }
    expect(await readAcls(ancrage.owner)).toEqual(before)
  })

  it('can be read through the service', async () => {
    const { deals: page } = await ancrage.run(
      head,
      '{ deals(first: 100) { totalCount nodes { reference masked prospect { name } transitions { nodes { to { code } } } } } }',
    )
    expect(page.totalCount).toBeGreaterThan(deals / 2)
    expect(page.nodes).toContainEqual(
      expect.objectContaining({ masked: false, prospect: { name: expect.any(String) } }),
    )
  })
})

const rowsSql = (table: string) =>
  `select string_agg(r::text, E'\\n' order by r::text) as rows from (select to_jsonb(t) - 'password_hash' - 'serial' - 'acl' - 'masked_acl' - 'full_acl' as r from "${table}" t) all_of_it`

/** Returns every row of every table as text, without salted hashes, serials and ACLs. */
async function dumpRows(owner: Client): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  const demo = new Set(['agency', 'user', 'credential'])
  for (const table of tables.filter((name) => !demo.has(name)))
    found[table] = (await owner.query(rowsSql(table))).rows[0].rows
  return found
}

async function dumpOfNewDatabase(seedOptions: typeof options): Promise<Record<string, string>> {
  const name = `ancrage_test_${randomBytes(6).toString('hex')}`
  const server = new Client({ connectionString: process.env.TEST_OWNER_URL })
  await server.connect()
  await server.query(`create database ${name} template ${template}`)
  const owner = new Client({ connectionString: urlOf(process.env.TEST_OWNER_URL!, name) })
  await owner.connect()
  try {
    await seed(owner, seedOptions)
    return await dumpRows(owner)
  } finally {
    await owner.end()
    await server.query(`drop database ${name} with (force)`)
    await server.end()
  }
}

/** Returns every ACL, by table and row. */
async function readAcls(owner: Client): Promise<string[]> {
  const { rows } = await owner.query<{ table_name: string; columns: string }>(`
    select table_name, string_agg(column_name, ', ' order by column_name) as columns from information_schema.columns
     where table_schema = 'public' and column_name in ('acl', 'masked_acl', 'full_acl', 'shared')
       and table_name in (select tablename from pg_tables where schemaname = 'public') group by 1`)
  const found: string[] = []
  for (const { table_name: table, columns } of rows) {
    const { rows: of } = await owner.query(
      `select format('%s %s %s', '${table}', to_jsonb(t) - 'updated_at' ->> (select column_name from information_schema.columns where table_name = '${table}' and ordinal_position = 1), row(${columns})) as key from "${table}" t order by 1`,
    )
    found.push(...of.map(({ key }: { key: string }) => key))
  }
  return found
}
