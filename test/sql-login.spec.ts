/** SQL logins: an analyst reads from PostgreSQL what they can see, and nothing else. */
import { Client, type DatabaseError } from 'pg'
import { SqlLoginMonitor } from '../src/user/sql-login/sql-login-monitor.js'
import { type DataSource } from 'typeorm'
import { connect } from '../src/database/connection.js'
import { readConfig } from '../src/config/read-config.js'
import { serviceUrl } from '../src/database/roles.js'
import { insertServiceSecret } from '../src/database/service-secret.js'
import { startTestService, type TestService } from './test-service.js'
import { dealClient } from './deal-client.js'

const admin = 'admin@awex.example'
const head = 'head@awex.example'
const analyst = 'analyst@awex.example'
const airport = 'officer@liege-airport.example'

let ancrage: TestService
let secret: string
let airportClient: Client
const opened: Client[] = []
const roles: string[] = []
beforeAll(async () => {
  ancrage = await startTestService({ demo: true })
  secret = await dealClient(ancrage).open({
    confidentiality: 'INTERNAL',
    codeName: 'Kestrelia',
    title: 'Ocelotia plant',
  })
  airportClient = await connectAs(airport)
}, 60_000)
afterAll(async () => {
  await Promise.all(opened.map((client) => client.end().catch(() => undefined)))
  for (const role of roles) await ancrage.owner.query(`drop role ${role}`)
  await ancrage.stop()
})

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
const idOf = async (email: string): Promise<string> =>
  (await ancrage.owner.query('select id from "user" where email = $1', [email])).rows[0].id

async function createLogin(email: string, as = email) {
  const answer = await ancrage.request(
    as,
    'mutation ($input: CreateSqlLoginInput!) { createSqlLogin(input: $input) { password database port sqlLogin { id login revokedAt } } }',
    { input: { user: await idOf(email), name: 'BI', expiresAt: inAnHour() } },
  )
  const login = answer.data?.createSqlLogin
  if (login) roles.push(login.sqlLogin.login)
  return { answer, login }
}

async function connectWith(
  { password, sqlLogin }: { password: string; sqlLogin: { login: string } },
  database = new URL(ancrage.url).pathname,
) {
  const url = new URL(ancrage.url)
  url.pathname = database
  url.username = sqlLogin.login
  url.password = password
  const client = new Client({ connectionString: url.href })
  client.on('error', () => undefined)
  await client.connect()
  opened.push(client)
  return client
}
const connectAs = async (email: string) => connectWith((await createLogin(email)).login)

const errorCodeOf = (client: Client, sql: string): Promise<string> =>
  client.query(sql).then(
    () => 'done',
    ({ code }: DatabaseError) => code ?? 'broken',
  )
const titles = async (client: Client) =>
  (await client.query('select title from analytics.deals order by reference')).rows.map(
    ({ title }) => title as string,
  )

describe('a SQL login', () => {
  it('is created only by its user', async () => {
    for (const email of [head, admin, airport])
      expect((await createLogin(analyst, email)).answer.errors![0]!.extensions.code).toBe('FORBIDDEN')
  })

  it('is recorded in the audit trail if it is refused', async () => {
    const id = await idOf(head)
    const traces = async (subject: string) => {
      const { history } = await ancrage.run(
        admin,
        `{ history(subject: "${subject}") { nodes { verb after } } }`,
      )
      return history.nodes.filter(({ verb }: { verb: string }) => verb === 'refused')
    }
    await ancrage.owner.query('delete from refused_read')
    const before = await traces(id)
    await createLogin(analyst, head)
    expect((await traces(id)).slice(0, -before.length || undefined)).toEqual([
      { verb: 'refused', after: { operation: 'createSqlLogin' } },
    ])
    const tracesOfAdmin = await traces(await idOf(admin))
    const wrong = { name: 'BI', expiresAt: '2001-01-01T00:00:00Z' }
    const make = 'mutation ($input: CreateSqlLoginInput!) { createSqlLogin(input: $input) { password } }'
    expect((await ancrage.request(admin, make, { input: wrong })).errors).toBeDefined()
    expect(await traces(await idOf(admin))).toEqual(tracesOfAdmin)
  })

  it('reads as its user: in full, masked or not at all', async () => {
    const seen = await titles(await connectAs(head))
    expect(seen).toContain('Ocelotia plant')
    const masked = await titles(airportClient)
    expect([masked.includes('Kestrelia'), masked.join().includes('Ocelotia')]).toEqual([true, false])
    for (const email of [head, analyst, airport]) {
      const { deals } = await ancrage.run(
        email,
        '{ deals(first: 100, orderBy: [{ reference: ASC }]) { nodes { title } } }',
      )
      expect(await titles(await connectAs(email))).toEqual(
        deals.nodes.map(({ title }: { title: string }) => title),
      )
    }
  })

  it('is in the read log of the deals that it could read', async () => {
    const restricted =
      'mutation { openDeal(input: { codeName: "Iris", title: "Restricted plant", confidentiality: RESTRICTED }) { id } }'
    await ancrage.run(head, restricted)
    await ancrage.owner.query('delete from deal_read')
    const client = await connectAs(head)
    await client.query('select 1')
    for (let i = 0; i < 2; i++) await ancrage.owner.query('select record_sql_login_reads(null)')
    const { rows } = await ancrage.owner.query(
      `select d.confidentiality, i.title, r.masked, count(*)::int as count
         from deal_read r join deal d on d.id = r.deal_id join deal_identity i on i.deal_id = d.id
         join "user" u on u.id = r.user_id where r.way = 'SQL' and u.email = $1 group by 1, 2, 3 order by 2`,
      [head],
    )
    expect(rows).toContainEqual(
      expect.objectContaining({ title: 'Restricted plant', masked: false, count: 1 }),
    )
    expect(rows.every(({ confidentiality }) => /RESTRICTED|SECRET/.test(confidentiality as string))).toBe(
      true,
    )
  })

  it('has the same figures as the API', async () => {
    const client = await connectAs(head)
    const { pipelineStatus } = await ancrage.run(
      head,
      '{ pipelineStatus { stages { stage { code } figures { deals } } } }',
    )
    const { rows } = await client.query(`select stage, deals from analytics.monthly_status
      where month = date_trunc('month', now() at time zone 'Europe/Brussels')::date`)
    const counts = Object.fromEntries(rows.map(({ stage, deals }) => [stage, deals]))
    for (const { stage, figures } of pipelineStatus.stages)
      expect([stage.code, counts[stage.code] ?? 0]).toEqual([stage.code, figures.deals])
  })

  it('adds up the jobs that count as the API does, and has all statements beside them', async () => {
    const client = await connectAs(head)
    const { pipelineStatus, jobProjections } = await ancrage.run(
      head,
      '{ pipelineStatus { total { jobs { low } } } jobProjections { totalCount } }',
    )
    const { rows } = await client.query(
      `select (select coalesce(sum(low), 0)::int from projections where counts and kind = 'DIRECT') as low,
              (select count(*)::int from projection_history) as statements`,
    )
    expect(rows).toEqual([{ low: pipelineStatus.total.jobs.low, statements: jobProjections.totalCount }])
  })

  it('has the days of Brussels', async () => {
    const { rows } = await (
      await connectAs(head)
    ).query(
      `select current_setting('TimeZone') as zone, timestamptz '2018-07-01T22:30:00Z'::date::text as day`,
    )
    expect(rows).toEqual([{ zone: 'Europe/Brussels', day: '2018-07-02' }])
  })

  it('is revoked immediately, including open connections', async () => {
    const { login } = await createLogin(analyst)
    const client = await connectWith(login)
    expect((await titles(client)).length).toBeGreaterThan(0)
    const revoke = 'mutation ($input: RevokeSqlLoginInput!) { revokeSqlLogin(input: $input) { revokedAt } }'
    const input = { id: login.sqlLogin.id as string }
    expect((await ancrage.run(admin, revoke, { input })).revokeSqlLogin.revokedAt).not.toBeNull()
    expect(await errorCodeOf(client, 'select 1')).toMatch(/57P01|broken/)
    await expect(connectWith(login)).rejects.toThrow()
    const { history } = await ancrage.run(admin, `{ history(subject: "${input.id}") { nodes { verb } } }`)
    expect(history.nodes).toEqual([{ verb: 'revokeSqlLogin' }, { verb: 'createSqlLogin' }])
  })

  it('sees nothing after it expires', async () => {
    const { login } = await createLogin(analyst)
    const client = await connectWith(login)
    await ancrage.owner.query(`update sql_login set expires_at = now() where id = $1`, [login.sqlLogin.id])
    expect(await titles(client)).toEqual([])
  })

  it('ends when its user is deactivated', async () => {
    const id = await ancrage.addUser({ email: 'bi@awex.example', role: 'ANALYST' })
    const { login } = await createLogin('bi@awex.example')
    const client = await connectWith(login)
    await ancrage.run(admin, 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { id } }', {
      input: { id, version: 1, active: false },
    })
    expect(await errorCodeOf(client, 'select 1')).toMatch(/57P01|broken/)
    await expect(connectWith(login)).rejects.toThrow()
  })

  it('does not store its password', async () => {
    const { login } = await createLogin(analyst)
    const { rows } = await ancrage.owner.query(
      `select t::text from sql_login t union all select t::text from audit_entry t where subject_type = 'SqlLogin'`,
    )
    expect(JSON.stringify(rows)).not.toContain(login.password)
  })
})

describe('a hostile analyst', () => {
  it.each([
    'set role ancrage_service',
    'set role postgres',
    'set session authorization ancrage_service',
    'select * from public.deal',
    'select * from deal',
    'select * from public.credential',
    'select * from pg_authid',
    'select * from pg_statistic',
    'select public.authenticate_token(null)',
    'select public.viewer_acl_tokens()',
    'select public.start_session(null, null, null, null, null)',
    'select public.search(null, 1)',
    `select query_to_xml('select * from public.deal', true, true, '')`,
    `select 'public.deal'::regclass`,
    'create table mine (id int)',
    'create table analytics.mine (id int)',
    'create temporary table mine (id int)',
    'create view analytics.mine as select 1',
    'create schema mine',
    'create extension dblink',
    'create role mine',
    'create function pg_temp.f(t text) returns bool language sql as $$ select true $$',
    'do $$ begin create temporary table mine (id int); end $$',
    'insert into analytics.agencies (code) values (null)',
    `update analytics.deals set code_name = 'x'`,
    'delete from analytics.deals',
    'truncate analytics.deals',
    'drop view analytics.deals',
    'do $$ begin lock table analytics.deals in access exclusive mode; end $$',
    `copy analytics.deals to '/tmp/deals'`,
    `copy (select 1) to program 'cat'`,
    `select pg_read_file('PG_VERSION')`,
    `select pg_ls_dir('.')`,
    `select lo_import('/etc/passwd')`,
    'select lo_create(0)',
    `select lo_from_bytea(0, 'x')`,
    'select pg_advisory_lock(4711202)',
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()',
    'select pg_reload_conf()',
    `select set_config('temp_file_limit', '-1', false)`,
    'set session_replication_role = replica',
    `load 'auto_explain'`,
    'grant ancrage_sql to ancrage_service',
    'alter role ancrage_sql superuser',
  ])('cannot %s', async (sql) => {
    await airportClient.query('set default_transaction_read_only = off')
    expect([sql, await errorCodeOf(airportClient, sql)]).toEqual([
      sql,
      expect.stringMatching(/^(42501|42P01|22023|42704|0A000|42809|55000|22P02)$/),
    ])
  })

  it('cannot impersonate another user by changing session settings', async () => {
    const before = await titles(airportClient)
    const { rows } = await ancrage.owner.query(
      `select id, agency_id, all_acl_tokens()::text as tokens from "user" where email = $1`,
      [head],
    )
    const [user] = rows
    await airportClient.query('begin')
    for (const [name, value] of Object.entries({
      user: user.id,
      agency: user.agency_id,
      tokens: user.tokens,
      session: '',
      signature: 'x',
    }))
      await airportClient.query('select set_config($1, $2, true)', [`ancrage.${name}`, value])
    expect(await titles(airportClient)).toEqual(before)
    await airportClient.query('rollback')
    await airportClient.query('set role ancrage_sql')
    expect(await titles(airportClient)).toEqual(before)
    await airportClient.query('reset role; set row_security = off')
    expect(await errorCodeOf(airportClient, 'select count(*) from analytics.deals')).toBe('42501')
    await airportClient.query('reset row_security')
  })

  it.each([
    'deals',
    'prospects',
    'contacts',
    'meetings',
    'agreements',
    'claims',
    'tasks',
    'transitions',
    'projections',
    'projection_history',
    'loss_destinations',
    'meeting_participants',
    'handovers',
    'verifications',
    'agreement_parties',
  ])('cannot infer hidden texts of %s from errors', async (view) => {
    const guess = `t::text like '%Ocelotia%'`
    for (const trap of [
      `1 / (case when ${guess} then 0 else 1 end) = 1`,
      `(case when ${guess} then 'x' else '1' end)::int = 1`,
    ])
      expect(await errorCodeOf(airportClient, `select 1 from analytics.${view} t where ${trap}`)).toBe('done')
  })

  it('finds the hidden name in no catalogue, statistic or view', async () => {
    await ancrage.owner.query('analyze')
    const { rows } = await airportClient.query(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where relkind in ('r','v','m') and has_any_column_privilege(c.oid, 'SELECT') and nspname in ('analytics','pg_catalog','information_schema')`,
    )
    expect(rows.length).toBeGreaterThan(50)
    for (const { name } of rows) {
      const result = await airportClient
        .query(`select t::text as text from ${name} t`)
        .catch(() => ({ rows: [] as { text: string }[] }))
      expect([name, result.rows.filter(({ text }) => /ocelotia/i.test(text ?? ''))]).toEqual([name, []])
    }
  })

  it('reads a masked deal by its id only masked', async () => {
    const { rows } = await airportClient.query(
      'select title, prospect_id, description, masked from deals where id = $1',
      [secret],
    )
    expect(rows).toEqual([{ title: 'Kestrelia', prospect_id: null, description: null, masked: true }])
  })

  it('cannot see the persons and agencies that work on a masked deal', async () => {
    const seen = async (client: Client) => {
      const { rows } = await client.query('select officer from deals where id = $1', [secret])
      const team = await client.query('select agency from team where deal_id = $1', [secret])
      const moves = await client.query('select distinct by from transitions where deal_id = $1', [secret])
      return { officer: rows[0].officer as string | null, team: team.rowCount, moves: moves.rows }
    }
    expect(await seen(airportClient)).toEqual({ officer: null, team: 0, moves: [{ by: null }] })
    expect(await seen(await connectAs(head))).toEqual({
      officer: 'Head of Awex',
      team: 1,
      moves: [{ by: 'Head of Awex' }],
    })
  })

  it('cannot infer hidden rows from a plan, neither from estimates nor from counts', async () => {
    const { rows } = await ancrage.owner.query(`select id from prospect where name = 'Thunder Power'`)
    await ancrage.owner.query('analyze')
    await airportClient.query('set enable_seqscan = off')
    const plan = async (options: string, table: string, column: string, how: string, value: string) => {
      const result = await airportClient.query<{ 'QUERY PLAN': string }>(
        `explain (${options}) select 1 from ${table} where ${column} ${how} '${value}'`,
      )
      return result.rows.map((row) => row['QUERY PLAN'].replace(`'${value}'`, '')).join('\n')
    }
    const counted = 'analyze, timing off, summary off, buffers off'
    for (const [table, column] of [
      ['deals', 'prospect_id'],
      ['prospects', 'id'],
      ['contacts', 'prospect_id'],
    ] as const)
      expect(await plan(counted, table, column, '=', rows[0].id)).toBe(
        await plan(counted, table, column, '=', '00000000-0000-7000-8000-000000000000'),
      )
    expect(await plan('costs', 'prospects', 'name', '<', 'A')).toBe(
      await plan('costs', 'prospects', 'name', '<', 'Zz'),
    )
    await airportClient.query('reset enable_seqscan')
  })

  it.each(['the same', 'another'])(
    'is cancelled by the service after raising the time limit in %s database',
    async (which) => {
      const { login } = await createLogin(airport)
      const other = `${new URL(ancrage.url).pathname.slice(1)}_other`
      if (which === 'another') await ancrage.owner.query(`create database ${other}`)
      const client = await connectWith(login, which === 'another' ? `/${other}` : undefined)
      await client.query('set statement_timeout = 0')
      const source: DataSource = await connect(serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url), {
        ...readConfig({}),
        poolSize: 1,
      })
      const sleeping = errorCodeOf(client, 'select pg_sleep(60)')
      try {
        const monitor = new SqlLoginMonitor(source, await insertServiceSecret(ancrage.owner))
        while ((await monitor.endLong('100 milliseconds')) === 0)
          await new Promise((done) => setTimeout(done, 50))
      } finally {
        await source.destroy()
      }
      expect(await sleeping).toBe('57014')
      await ancrage.owner.query(`drop database if exists ${other} with (force)`)
    },
  )

  describe('that changes itself', () => {
    let source: DataSource
    let monitor: SqlLoginMonitor
    beforeAll(async () => {
      source = await connect(serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url), {
        ...readConfig({}),
        poolSize: 1,
      })
      monitor = new SqlLoginMonitor(source, await insertServiceSecret(ancrage.owner))
    })
    afterAll(() => source.destroy())
    const faultsOf = async (login: string, memory = 2 ** 40) =>
      (await monitor.enforce(memory)).filter((found) => found.login === login).map(({ fault }) => fault)

    it.each([
      `set work_mem = '8GB'`,
      'set statement_timeout = 0',
      'reset statement_timeout',
      'reset all',
      'in database DATABASE set statement_timeout = 0',
    ])('gets its settings back, and loses its sessions: alter role current_user %s', async (change) => {
      const { login } = await createLogin(airport)
      const client = await connectWith(login)
      expect(await faultsOf(login.sqlLogin.login)).toEqual([])
      const database = new URL(ancrage.url).pathname.slice(1)
      await client.query('set default_transaction_read_only = off')
      await client.query(`alter role current_user ${change.replace('DATABASE', database)}`)
      expect(await faultsOf(login.sqlLogin.login)).toEqual(['SETTINGS'])
      expect(await errorCodeOf(client, 'select 1')).toMatch(/57P01|broken/)
      expect(await faultsOf(login.sqlLogin.login)).toEqual([])
      const { rows } = await (
        await connectWith(login)
      ).query(
        `select current_setting('work_mem') as memory, current_setting('statement_timeout') as timeout,
                current_setting('default_transaction_read_only') as reads`,
      )
      expect(rows).toEqual([{ memory: '32MB', timeout: '1min', reads: 'on' }])
    })

    it('is revoked if it changes its password', async () => {
      const { login } = await createLogin(airport)
      const client = await connectWith(login)
      await client.query('set default_transaction_read_only = off')
      await client.query(`alter role current_user password 'mine'`)
      expect(await faultsOf(login.sqlLogin.login)).toEqual(['PASSWORD'])
      expect(await errorCodeOf(client, 'select 1')).toMatch(/57P01|broken/)
      await expect(connectWith({ ...login, password: 'mine' })).rejects.toThrow()
    })

    it('loses a session that takes too much memory', async () => {
      const { login } = await createLogin(airport)
      const client = await connectWith(login)
      expect(await faultsOf(login.sqlLogin.login, 400 * 2 ** 20)).toEqual([])
      await client.query(`prepare large as select length($1::text)`)
      const busy = errorCodeOf(
        client,
        `select pg_sleep(case when length(t) > 0 then 60 else 0 end) from (select repeat('x', 200000000) as t offset 0) r`,
      )
      for (const until = Date.now() + 20_000; Date.now() < until;) {
        if ((await faultsOf(login.sqlLogin.login, 100 * 2 ** 20)).includes('MEMORY')) break
        await new Promise((done) => setTimeout(done, 100))
      }
      expect(await busy).toMatch(/57P01|broken/)
    })
  })

  it('has the connections of a pool, at most sixteen', async () => {
    const { login } = await createLogin(airport)
    for (let i = 0; i < 16; i++) await connectWith(login)
    await expect(connectWith(login)).rejects.toMatchObject({ code: '53300' })
  })
})

describe('a BI tool', () => {
  it('finds the views and their columns, all with a description', async () => {
    const { rows } = await airportClient.query(
      `select c.table_name, c.column_name, col_description(format('analytics.%I', c.table_name)::regclass, c.ordinal_position) as description,
              obj_description(format('analytics.%I', c.table_name)::regclass) as about
         from information_schema.columns c where c.table_schema = 'analytics'`,
    )
    expect(rows.length).toBeGreaterThan(100)
    expect(rows.filter(({ description, about }) => !description || !about)).toEqual([])
  })

  it('can prepare statements, use cursors, explain and read every view', async () => {
    const stage = await airportClient.query({
      name: 'by-stage',
      text: 'select count(*)::int as n from deals where stage = $1',
      values: ['LOST'],
    })
    expect(stage.rows[0].n).toBeGreaterThanOrEqual(0)
    await airportClient.query('begin; declare c cursor for select reference from deals')
    expect((await airportClient.query('fetch 1 from c')).rowCount).toBe(1)
    await airportClient.query('commit')
    expect(await errorCodeOf(airportClient, 'explain select * from monthly_status')).toBe('done')
    for (const view of [
      'agencies',
      'stages',
      'sites',
      'team',
      'locations',
      'loss_reasons',
      'meeting_deals',
      'agreement_deals',
      'monthly_status',
      'projection_history',
      'loss_destinations',
      'meeting_participants',
      'stakes',
      'handovers',
      'verifications',
      'corrections',
      'agreement_parties',
      'rates',
    ])
      expect([view, await errorCodeOf(airportClient, `select * from ${view}`)]).toEqual([view, 'done'])
  })
})
