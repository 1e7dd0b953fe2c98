/** What an attacker learns with the connection of the service and their own statements. */
import { randomUUID } from 'node:crypto'
import { Client, type DatabaseError } from 'pg'
import { serviceRole, serviceUrl } from '../src/database/roles.js'
import { tokenHash } from '../src/core/token.js'
import { insertServiceSecret } from '../src/database/service-secret.js'
import {
  callOf,
  listedOwnerFunctions,
  readOwnerFunctions,
  type OwnerFunction,
} from './access/owner-function-calls.js'
import { startTestService, type TestService } from './test-service.js'

const head = 'head@awex.example'
const airport = 'officer@liege-airport.example'
const canary = 'Zyzzyva'

let ancrage: TestService
let service: Client
let secret: { id: string; prospect: string; meeting: string; agreement: string }
const tokens: Record<string, Buffer> = {}

beforeAll(async () => {
  ancrage = await startTestService()
  service = new Client({ connectionString: serviceUrl({ serviceDatabaseUrl: undefined }, ancrage.url) })
  await service.connect()
  for (const email of [head, airport]) tokens[email] = await tokenOf(email)
  secret = await aSecretDeal()
  await ancrage.owner.query('analyze')
})
afterAll(async () => {
  await service.end()
  await ancrage.stop()
})

async function tokenOf(email: string): Promise<Buffer> {
  const { signIn } = await ancrage.run(
    null,
    'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
    { input: { email, password: 'ancrage-demo' } },
  )
  return tokenHash(signIn.token)
}

async function aSecretDeal() {
  const runMutation = async (name: string, input: object) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
    const data = await ancrage.run(head, `mutation ($i: ${type}!) { ${name}(input: $i) { id } }`, {
      i: input,
    })
    return data[name].id as string
  }
  const prospect = await runMutation('createProspect', { name: `${canary} Group`, city: canary })
  const deal = { codeName: 'Lotus', title: `${canary} centre`, confidentiality: 'SECRET', prospect }
  const capex = { low: '10', currency: 'EUR' }
  const id = await runMutation('openDeal', { ...deal, openedOn: '2018-01-08', capex })
  await runMutation('updateDeal', { id, version: 1, capex: { ...capex, low: '20' } })
  const when = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
  const meeting = await runMutation('planMeeting', { title: `${canary} talk`, when, deals: [id] })
  const parties = [{ agency: 'awex' }, { name: canary }]
  const signing = { title: `${canary} terms`, kind: 'MOU', standing: 'DISCUSSED', parties, deals: [id] }
  const agreement = await runMutation('recordAgreement', signing)
  const stated = { statement: `${canary} comes`, statedOn: '2018-01-08', source: { kind: 'PRESS' } }
  const claim = await runMutation('recordClaim', { deal: id, ...stated })
  const graded = { id: claim, version: 1, standing: 'CONFIRMED', gradedOn: '2018-01-09' }
  await runMutation('gradeClaim', { ...graded, reason: `${canary} confirmed it` })
  await runMutation('issueWeeklySummary', { agency: 'awex', week: '2018-W02' })
  await runMutation('addLocation', { deal: id, town: canary, country: 'BE', standing: 'CANDIDATE' })
  return { id, prospect, meeting, agreement }
}

/** Runs `work` in a transaction of the service role and rolls back; null: without an authenticated user. */
async function asService<T>(email: string | null, work: () => Promise<T>): Promise<T> {
  await service.query('begin')
  try {
    if (email) await service.query('select from authenticate_token($1)', [tokens[email]])
    return await work()
  } finally {
    await service.query('rollback')
  }
}

const errorCodeOf = (sql: string, values?: unknown[]): Promise<string> =>
  service.query(sql, values).then(
    () => 'done',
    ({ code }: DatabaseError) => code ?? 'unknown',
  )

const titles = async () => (await service.query('select title from deal_identity')).rows
const viewerId = async () => (await service.query('select viewer_id() as id')).rows[0].id as string | null
const setSetting = (name: string, value: string) =>
  service.query('select set_config($1, $2, true)', [`ancrage.${name}`, value])

describe('an attacker with the connection of the service', () => {
  it('reads as the user whose token they have', async () => {
    expect(await asService(head, titles)).toEqual([{ title: `${canary} centre` }])
    expect(await asService(airport, titles)).toEqual([])
    expect(await asService(null, titles)).toEqual([])
  })

  it('reads no row of a hidden deal from any table', async () => {
    const { rows: tables } = await ancrage.owner.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'deal_id'
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege($1, c.oid, 'select') order by 1`,
      [serviceRole],
    )
    const filled: string[] = []
    for (const { name } of tables) {
      const sql = `select count(*)::int as n from ${name} where deal_id = $1`
      const count = async () => (await service.query<{ n: number }>(sql, [secret.id])).rows[0]!.n
      const { rows } = await ancrage.owner.query<{ n: number }>(sql, [secret.id])
      if (rows[0]!.n > 0) filled.push(name)
      expect([name, await asService(airport, count), await asService(null, count)]).toEqual([name, 0, 0])
    }
    expect(filled).toEqual(
      expect.arrayContaining([
        'capex_history',
        'deal_identity',
        'deal_team',
        'location',
        'need_to_know',
        'transition',
      ]),
    )
  })

  it('cannot impersonate another user by changing session settings', async () => {
    const { rows } = await ancrage.owner.query(
      `select u.id, u.agency_id, all_acl_tokens()::text as tokens from "user" u where email = $1`,
      [head],
    )
    for (const email of [null, airport])
      await asService(email, async () => {
        await setSetting('tokens', rows[0].tokens)
        expect([await titles(), await viewerId()]).toEqual([[], null])
        await setSetting('user', rows[0].id)
        await setSetting('agency', rows[0].agency_id)
        await setSetting('session', '')
        expect([await titles(), await viewerId()]).toEqual([[], null])
      })
  })

  it('cannot reuse the signed settings of an earlier transaction', async () => {
    const names = ['user', 'agency', 'session', 'tokens', 'signature']
    const settings = await asService(head, async () => {
      const settings = names.map((name) => `current_setting('ancrage.${name}') as "${name}"`)
      return (await service.query(`select ${settings.join(', ')}`)).rows[0] as Record<string, string>
    })
    await asService(null, async () => {
      for (const name of names) await setSetting(name, settings[name]!)
      expect([await titles(), await viewerId()]).toEqual([[], null])
    })
  })

  it('cannot read the signing key, not even from query plans', async () => {
    const { rows } = await ancrage.owner.query<{ key: Buffer }>('select key from context_signing_key')
    const bytes = [...rows[0]!.key].map((byte) => (byte > 127 ? byte - 256 : byte)).join(' ')
    const shown: string[] = []
    const note = ({ message, detail }: { message?: string; detail?: string }) =>
      shown.push(`${message} ${detail ?? ''}`)
    service.on('notice', note)
    await service.query('set client_min_messages = log; set debug_print_plan = on; discard plans')
    await asService(airport, () => service.query('select viewer_acl_tokens(), viewer_id()'))
    await service.query('reset all; discard plans')
    service.off('notice', note)
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.join('\n').replaceAll(/\s+/g, ' ')).not.toContain(bytes)
    for (const sql of [
      'select key from context_signing_key',
      'select read_context_signing_key()',
      `select sign_context('', '', '', '')`,
    ])
      expect(await errorCodeOf(sql)).toBe('42501')
  })

  it.each([
    'set role postgres',
    'set role pg_read_all_data',
    'set role ancrage',
    'set session authorization ancrage',
    'create table mine (id int)',
    'create temporary table deal (id int)',
    'create function pg_temp.mine(t text) returns bool language sql as $$ select true $$',
    'create schema mine',
    'create extension dblink',
    'alter table deal disable row level security',
    'drop policy viewer_sees on deal',
    'grant select on credential to ancrage_service',
    'select * from credential',
    'select * from session',
    'select * from pg_statistic',
    'select * from pg_authid',
    `copy deal_identity to program 'cat'`,
    `copy deal_identity to '/tmp/deals'`,
    `select pg_read_file('PG_VERSION')`,
    `select lo_import('/etc/passwd')`,
    `load 'auto_explain'`,
    `select refresh_deal_access('${randomUUID()}')`,
    `select valid_transitions('${randomUUID()}')`,
    'select all_acl_tokens()',
    `select set_viewer_context('${randomUUID()}', '${randomUUID()}', '', '{0}')`,
  ])('cannot %s', async (sql) => {
    await asService(airport, async () =>
      expect(await errorCodeOf(sql)).toMatch(/^(42501|22023|42704|0A000)$/),
    )
  })

  it('cannot bypass the policies by turning row security off', async () => {
    await asService(airport, async () => {
      await service.query('set local row_security = off')
      expect(await errorCodeOf('select title from deal_identity')).toBe('42501')
    })
  })
})

describe('the service secret', () => {
  /** The functions that compare it and that the service may call. */
  const guarded = async () =>
    (await readOwnerFunctions(ancrage)).filter(
      ({ granted, source }) => granted && source.includes('check_service_secret('),
    )
  const call = (one: OwnerFunction, shown: Buffer | null) => {
    const { sql, values } = callOf(one, { text: head, id: randomUUID() })
    return errorCodeOf(`select * from ${sql}`, [shown, ...values.slice(1)])
  }

  it('is the first parameter of every function that compares it, in each of its variants', async () => {
    const all = await readOwnerFunctions(ancrage)
    const names = new Set((await guarded()).map(({ name }) => name))
    expect(names.size).toBeGreaterThan(25)
    const variants = all.filter(({ name, granted }) => names.has(name) && granted)
    const isFirst = ({ names, types }: OwnerFunction) =>
      /^(service_)?secret$/.test(names[0] ?? '') && types[0] === 'bytea'
    expect(variants.filter((one) => !isFirst(one)).map(({ name }) => name)).toEqual([])
  })

  it('is required by each of them', async () => {
    const { secret: validSecret } = await insertServiceSecret(ancrage.owner)
    await asService(airport, async () => {
      for (const one of await guarded())
        for (const [shown, isValid] of [
          [null, false],
          [Buffer.alloc(32), false],
          [Buffer.alloc(0), false],
          [tokenHash('x'), false],
          [validSecret, true],
        ] as const) {
          await service.query('savepoint here')
          const code = await call(one, shown)
          await service.query('rollback to savepoint here')
          expect([one.name, isValid, code === '42501', code.startsWith('22')]).toEqual([
            ...[one.name, isValid, !isValid, false],
          ])
        }
    })
  })

  it('is required by every function of a process without another secret', async () => {
    const names = (await guarded()).map(({ name }) => name)
    const others = listedOwnerFunctions()
      .filter(({ name, caller }) => caller === 'process' && !names.includes(name))
      .map(({ name }) => name)
    // the claim of a delivery, the token that was used; the agencies whose mail is due are not secret
    expect(others).toEqual([
      'authenticate_delivery',
      'create_unsubscribe_link',
      'due_mail_schedules',
      'record_token_use',
      'settle_delivery',
    ])
  })

  it('cannot be read, created or checked by the service role', async () => {
    for (const sql of [
      'select * from service_secret',
      `insert into service_secret (digest) values ('x')`,
      `select check_service_secret('x')`,
    ])
      expect(await errorCodeOf(sql)).toBe('42501')
  })
})

/**
 * Columns whose codes can be inferred for hidden rows. They reveal only which kinds of rows exist, and the version of the
 * installation, which the service role may read.
 */
const inferableColumns = [
  'audit_entry.subject_type',
  'audit_entry.verb',
  'change.entity',
  'definition_state.hash',
  'schema_migration.name',
  'search_entry.place',
  'weekly_line.kind',
]

describe('the service role', () => {
  const readable = async () =>
    (
      await ancrage.owner.query<{ name: string }>(
        `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where relkind in ('r','v','m') and has_any_column_privilege($1, c.oid, 'SELECT')
            and nspname in ('public','pg_catalog') and relname <> 'pg_statistic' order by 1`,
        [serviceRole],
      )
    ).rows.map(({ name }) => name)

  it.each([airport, null])('finds the hidden name in no table, view or catalogue, as %s', async (email) => {
    const leaking = await asService(email, async () => {
      const names: string[] = []
      for (const name of await readable()) {
        await service.query('savepoint here')
        const { rows } = await service
          .query<{ text: string }>(`select t::text as text from ${name} t`)
          .catch(() => service.query('rollback to savepoint here').then(() => ({ rows: [] })))
        if (rows.some(({ text }) => text.includes(canary))) names.push(name)
      }
      return names
    })
    expect(leaking).toEqual([])
  })

  it('cannot infer a hidden text from a condition that raises an error', async () => {
    const texts = await ancrage.owner.query<{ place: string; column: string }>(
      'select table_name::text as place, column_name as "column" from free_text_columns()',
    )
    await asService(airport, async () => {
      for (const { place, column } of texts.rows) {
        const guess = `array_to_string(array["${column}"], ' ') like '%${canary}%'`
        for (const trap of [
          `1 / (case when ${guess} then 0 else 1 end) = 1`,
          `(case when ${guess} then 'x' else '1' end)::int = 1`,
        ]) {
          await service.query('savepoint here')
          expect([place, column, await errorCodeOf(`select 1 from ${place} where ${trap}`)]).toEqual([
            place,
            column,
            'done',
          ])
        }
      }
    })
  })

  it('cannot infer a hidden text from estimates of the planner, which has no statistics of texts', async () => {
    await ancrage.owner.query('analyze')
    const { rows } = await ancrage.owner.query<{ place: string; column: string }>(
      `select s.starelid::regclass::text as place, a.attname as column
         from pg_statistic s join pg_attribute a on a.attrelid = s.starelid and a.attnum = s.staattnum
        where (s.starelid::regclass, a.attname) in (select table_name, column_name from free_text_columns()) or a.attname in ('fold', 'words', 'emails') and a.atttypid <> 'boolean'::regtype
           or s.starelid = 'contact'::regclass and a.attname = 'name'`,
    )
    expect(rows).toEqual([])
    await asService(airport, async () => {
      const estimateOf = async (condition: string) => {
        const sql = `explain select from prospect where ${condition}`
        return (await service.query(sql)).rows[0]['QUERY PLAN'] as string
      }
      expect(await estimateOf(`name < 'A'`)).toBe(await estimateOf(`name < 'Zz'`))
      expect(await estimateOf(`fold(name) < 'a'`)).toBe(await estimateOf(`fold(name) < 'zz'`))
    })
  })

  it('cannot infer a hidden text from an executed plan, because policies run before conditions', async () => {
    const { rows } = await ancrage.owner.query<{ place: string; column: string }>(
      `select c.oid::regclass::text as place, quote_ident(a.attname) as column from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and a.atttypid = 'text'::regtype
          and has_column_privilege($1, c.oid, a.attnum, 'SELECT') order by 1, 2`,
      [serviceRole],
    )
    const planOf = async (condition: string) => {
      const sql = `explain (analyze, buffers, costs off, timing off, summary off) select from ${condition}`
      // the first run fills the caches
      await service.query(sql)
      const lines = (await service.query<{ 'QUERY PLAN': string }>(sql)).rows.map((row) => row['QUERY PLAN'])
      return lines
        .join('\n')
        .split('\nPlanning:')[0]!
        .replaceAll(/(<|>=) ''/g, 'compared')
    }
    const differing = await asService(null, async () => {
      const columns: string[] = []
      for (const { place, column } of rows)
        if (
          (await planOf(`${place} where ${column} < ''`)) !== (await planOf(`${place} where ${column} >= ''`))
        )
          columns.push(`${place}.${column}`)
      return columns
    })
    expect(differing).toEqual(inferableColumns)
    expect(rows.length).toBeGreaterThan(100)
  })

  it('reads no agreement that is hidden because of another of its deals', async () => {
    const open =
      'mutation { openDeal(input: { codeName: "Iris", title: "Open", confidentiality: OPEN }) { id } }'
    const { openDeal } = await ancrage.run(head, open)
    const deals = [openDeal.id, secret.id]
    const parties = [{ agency: 'awex' }, { name: 'A party' }]
    const input = { title: 'Of both', kind: 'MOU', standing: 'DISCUSSED', parties, deals }
    const record = 'mutation ($i: RecordAgreementInput!) { recordAgreement(input: $i) { id } }'
    await ancrage.run(head, record, { i: input })
    const countLinks = (email: string) =>
      asService(email, async () => {
        const { rowCount } = await service.query('select from agreement_deal where deal_id = $1', [
          openDeal.id,
        ])
        return rowCount
      })
    expect([await countLinks(airport), await countLinks(head)]).toEqual([0, 1])
  })

  it('cannot infer hidden rows from unique constraints or foreign keys', async () => {
    const attempts = (
      deal: string,
      agreement: string,
      prospect: string,
      meeting: string,
    ): [string, unknown[]][] => [
      [
        `insert into location (id, deal_id, town, country, standing, since, created_at, updated_at)
         values (gen_random_uuid(), $1, $2, 'BE', 'CANDIDATE', now(), now(), now())`,
        [deal, canary],
      ],
      [
        `insert into agreement_party (id, agreement_id, name) values (gen_random_uuid(), $1, $2)`,
        [agreement, canary],
      ],
      [
        `insert into transition_text (transition_id, deal_id, reason) values (gen_random_uuid(), $1, 'x')`,
        [deal],
      ],
      [
        `insert into employment (id, contact_id, prospect_id, created_at, updated_at)
         select gen_random_uuid(), c.id, $1, now(), now() from contact c limit 1`,
        [prospect],
      ],
      [
        `insert into meeting_participant (id, meeting_id, description) values (gen_random_uuid(), $1, 'x')`,
        [meeting],
      ],
    ]
    const answers = (...ids: [string, string, string, string]) =>
      asService(airport, async () => {
        const codes: string[] = []
        for (const [sql, values] of attempts(...ids)) {
          await service.query('savepoint here')
          codes.push(await errorCodeOf(sql, values))
          await service.query('rollback to savepoint here')
        }
        return codes
      })
    const hidden = await answers(secret.id, secret.agreement, secret.prospect, secret.meeting)
    expect(hidden).toEqual(await answers(randomUUID(), randomUUID(), randomUUID(), randomUUID()))
  })

  it('reads as the current user, even with a statement that another user prepared', async () => {
    await service.query('prepare titles as select title from deal_identity where title <> $$Open$$')
    const run = () => service.query('execute titles').then(({ rows }) => rows.length)
    for (let i = 0; i < 7; i++) expect(await asService(head, run)).toBe(1)
    expect(await asService(airport, run)).toBe(0)
    await service.query('deallocate titles')
  })
})

describe('a row with an id that its writer has chosen', () => {
  const insertContact = `insert into contact (id, name, entered_by_id, public_figure, created_at, updated_at)
    select $1, 'A namesake', u.agency_id, $2, now(), now() from "user" u where u.id = viewer_id()`
  const setPublic = 'update contact set public_figure = $2 where id = $1'

  it('sets no mark of the transaction', async () => {
    const allowed = await asService(airport, async () => {
      const id = '00000000-0000-0000-0000-000000000000'
      await service.query(insertContact, [id, false])
      await service.query(setPublic, [id, true])
      return (await service.query('select allows_past_instants() as allowed')).rows[0].allowed as boolean
    })
    expect(allowed).toBe(false)
  })

  it('does not stand for another row when the access before the transaction is compared', async () => {
    const officer = 'secret-officer@awex.example'
    await ancrage.addUser({ email: officer, clearance: 'SECRET' })
    tokens[officer] = await tokenOf(officer)
    const run = async (name: string, input: object) => {
      const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
      const text = `mutation ($i: ${type}!) { ${name}(input: $i) { id } }`
      return (await ancrage.run(head, text, { i: input }))[name].id as string
    }
    const deals = [
      await run('openDeal', { codeName: 'Aster', title: 'Aster', confidentiality: 'RESTRICTED' }),
      await run('openDeal', { codeName: 'Begonia', title: 'Begonia', confidentiality: 'OPEN' }),
    ]
    const when = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
    const leave = async (isNamesake: boolean) => {
      const meeting = await run('planMeeting', { title: 'A talk', when, deals })
      if (isNamesake) {
        await service.query('begin')
        await service.query('select from authenticate_token($1)', [tokens[officer]])
        await service.query(insertContact, [meeting, true])
        await service.query('commit')
      }
      return asService(officer, async () => {
        if (isNamesake) await service.query(setPublic, [meeting, false])
        const unlink = 'delete from meeting_deal where meeting_id = $1 and deal_id = $2'
        await service.query(unlink, [meeting, deals[0]])
        return errorCodeOf('set constraints all immediate')
      })
    }
    expect([await leave(false), await leave(true)]).toEqual(['IN001', 'IN001'])
  })
})

describe('a hidden meeting', () => {
  it('does not show in has_meeting_since', async () => {
    const { rows } = await ancrage.owner.query<{ id: string }>(
      `with person as (
         insert into contact (id, name, entered_by_id, created_at, updated_at)
         select gen_random_uuid(), 'A person', u.agency_id, now(), now() from "user" u where u.email = $2 returning id)
       insert into employment (id, contact_id, prospect_id, created_at, updated_at)
       select gen_random_uuid(), id, $1, now(), now() from person returning contact_id as id`,
      [secret.prospect, airport],
    )
    await ancrage.owner.query(
      `insert into meeting_participant (id, meeting_id, contact_id) values (gen_random_uuid(), $1, $2)`,
      [secret.meeting, rows[0]!.id],
    )
    const met = async () =>
      (await service.query(`select has_meeting_since($1, '2018-01-01') as met`, [rows[0]!.id])).rows[0]
        .met as boolean
    expect(await asService(airport, met)).toBe(false)
  })
})

describe('a write of the service role', () => {
  const tryAsAirport = (sql: string, values: unknown[]) => asService(airport, () => errorCodeOf(sql, values))
  const me = `(select id from "user" where email = '${airport}')`
  const ours = `(select id from agency where code = 'liege-airport')`

  it('cannot give access to a hidden deal', async () => {
    const { id, prospect, meeting } = secret
    const refused: [string, unknown[]][] = [
      [
        `insert into need_to_know (id, deal_id, user_id, by_id, recorded_at) values (gen_random_uuid(), $1, ${me}, ${me}, now())`,
        [id],
      ],
      [
        `insert into deal_team (id, deal_id, agency_id, role, from_day, recorded_at) values (gen_random_uuid(), $1, ${ours}, 'SUPPORT', now(), now())`,
        [id],
      ],
      [`insert into meeting_deal (meeting_id, deal_id) values ($1, $2)`, [meeting, id]],
      [
        `with person as (
           insert into contact (id, name, entered_by_id, created_at, updated_at) values (gen_random_uuid(), 'x', ${ours}, now(), now()) returning id)
         insert into employment (id, contact_id, prospect_id, created_at, updated_at)
         select gen_random_uuid(), id, $1, now(), now() from person`,
        [prospect],
      ],
      [
        `insert into idempotency_key (user_id, key, verb, digest, created_at) select id, 'k', 'v', '', now() from "user" where email = $1`,
        [head],
      ],
      [
        `insert into api_key (id, user_id, name, prefix, created_at, expires_at) select gen_random_uuid(), id, 'k', 'k', now(), now() + interval '1 day' from "user" where email = $1`,
        [head],
      ],
      [
        `insert into audit_entry (id, at, user_id, verb, subject_type) select gen_random_uuid(), now(), id, 'v', 'Deal' from "user" where email = $1`,
        [head],
      ],
      [`select set_password((select id from "user" where email = $1), 'x')`, [head]],
      [`select end_sessions_of_user((select id from "user" where email = $1))`, [head]],
    ]
    for (const [sql, values] of refused)
      expect([sql, await tryAsAirport(sql, values)]).toEqual([sql, '42501'])
  })

  it('cannot link a deal to a hidden meeting', async () => {
    const { openDeal } = await ancrage.run(
      airport,
      'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id } }',
      { input: { codeName: 'Own', title: 'Own' } },
    )
    const link = (meeting: string) =>
      tryAsAirport('insert into meeting_deal (meeting_id, deal_id) values ($1, $2)', [meeting, openDeal.id])
    expect([await link(secret.meeting), await link(randomUUID())]).toEqual(['42501', '42501'])
  })

  it('cannot issue a summary with the wrong Monday or before its week', async () => {
    const issue = (week: string, monday: string, at: string) =>
      asService(head, () =>
        errorCodeOf('select issue_weekly_summary(gen_random_uuid(), $1, $2, $3, null)', [week, monday, at]),
      )
    expect(await issue('2018-W07', '2018-02-05', '2018-02-20')).toBe('23514')
    expect(await issue('2018-W06', '2018-02-06', '2018-02-20')).toBe('23514')
    expect(await issue('2018-W06', '2018-02-05', '2018-02-04T22:00Z')).toBe('23514')
    expect(await issue('2018-W06', '2018-02-05', '2018-02-20')).toBe('done')
  })

  it('cannot change a company or a stake of others that every user sees', async () => {
    const run = async (name: string, input: object) => {
      const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
      const text = `mutation ($i: ${type}!) { ${name}(input: $i) { id } }`
      return (await ancrage.run(head, text, { i: input }))[name].id as string
    }
    const holder = await run('createProspect', { name: 'Holder', confidentiality: 'OPEN' })
    const held = await run('createProspect', { name: 'Held', confidentiality: 'OPEN' })
    const stake = await run('recordStake', { holder, held, percent: '10' })
    const analyst = 'own-analyst@awex.example'
    const other = 'other-head@liege-airport.example'
    await ancrage.addUser({ email: analyst, role: 'ANALYST' })
    await ancrage.addUser({ email: other, role: 'HEAD', agency: 'liege-airport' })
    for (const email of [analyst, other]) {
      tokens[email] = await tokenOf(email)
      for (const [sql, id] of [
        [`update prospect set name = 'Taken over' where id = $1`, holder],
        ['update stake set percent = 20 where id = $1', stake],
      ])
        expect([email, sql, await asService(email, () => errorCodeOf(sql!, [id]))]).toEqual([
          email,
          sql,
          '42501',
        ])
    }
    const change = 'mutation ($i: RecordStakeInput!) { recordStake(input: $i) { id } }'
    const input = { holder, held, percent: '20', version: 1 }
    expect((await ancrage.request(other, change, { i: input })).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ])
  })

  it('cannot erase a contact by the team of a deal that is hidden from it', async () => {
    const run = async (name: string, input: object) => {
      const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
      const text = `mutation ($i: ${type}!) { ${name}(input: $i) { id } }`
      return (await ancrage.run(head, text, { i: input }))[name].id as string
    }
    const prospect = await run('createProspect', { name: 'Known to all' })
    await run('openDeal', { codeName: 'Clover', title: 'Open', confidentiality: 'OPEN', prospect })
    const hidden = { codeName: 'Daisy', title: 'Hidden', confidentiality: 'SECRET', prospect }
    const deal = await run('openDeal', hidden)
    await run('joinDeal', { deal, agency: 'liege-airport', role: 'SUPPORT' })
    const contact = await run('createContact', { name: 'A person', prospect })
    const seen = await asService(airport, async () => {
      return (await service.query('select from contact where id = $1', [contact])).rows.length
    })
    const code = await asService(airport, () => errorCodeOf(`select erase_contact($1, '{}')`, [contact]))
    expect([seen, code]).toEqual([1, '42501'])
  })

  it('cannot raise the clearance or the role of a user', async () => {
    const changed = await asService(airport, async () => {
      const { rowCount } = await service.query(`update "user" set clearance = 'SECRET', role = 'HEAD'`)
      return rowCount! + (await service.query('update agency set name = code')).rowCount!
    })
    expect(changed).toBe(0)
  })
})

describe('an audit entry', () => {
  it.each([
    [['{1,2}'], true],
    [['{2}'], false],
    [[], false],
    [[null], false],
    [['{1}', null], false],
  ])('with the keys %j is shown to a viewer who has a token of each: %s', async (acls, isShown) => {
    const { rows } = await ancrage.owner.query('select could_see_entry($1, $2) as shown', [acls, [1]])
    expect(rows).toEqual([{ shown: isShown }])
  })
})

describe('functions', () => {
  const namesOf = async (condition: string) =>
    (
      await ancrage.owner.query<{ name: string }>(
        `select distinct proname as name from pg_proc where pronamespace = 'public'::regnamespace and ${condition} order by 1`,
      )
    ).rows.map(({ name }) => name)

  it('of triggers cannot be executed by the service', async () => {
    expect(
      await namesOf(
        `prorettype = 'trigger'::regtype and has_function_privilege('${serviceRole}', oid, 'EXECUTE')`,
      ),
    ).toEqual([])
  })

  it('of the service are not open to every role', async () => {
    const extensions = `select objid from pg_depend where classid = 'pg_proc'::regclass and deptype = 'e'`
    expect(
      await namesOf(`oid not in (${extensions}) and has_function_privilege('public', oid, 'EXECUTE')`),
    ).toEqual([])
  })
})
