/** What somebody learns who has the service's own connection, and writes statements of his own. */
import { randomUUID } from 'node:crypto'
import { Client, type DatabaseError } from 'pg'
import { serviceRole, serviceUrl } from '../src/database/roles.js'
import { tokenHash } from '../src/core/token.js'
import { insertServiceSecret } from '../src/database/service-secret.js'
import { anAncrage, type Ancrage } from './ancrage.js'

const head = 'head@awex.example'
const airport = 'officer@liege-airport.example'
const canary = 'Zyzzyva'

let ancrage: Ancrage
let service: Client
let secret: { id: string; prospect: string; meeting: string; agreement: string }
const tokens: Record<string, Buffer> = {}

beforeAll(async () => {
  ancrage = await anAncrage()
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
  const { signIn } = await ancrage.get(
    null,
    'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
    { input: { email, password: 'ancrage-demo' } },
  )
  return tokenHash(signIn.token)
}

async function aSecretDeal() {
  const made = async (name: string, input: object) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
    const data = await ancrage.get(head, `mutation ($i: ${type}!) { ${name}(input: $i) { id } }`, {
      i: input,
    })
    return data[name].id as string
  }
  const prospect = await made('createProspect', { name: `${canary} Group`, city: canary })
  const deal = { codeName: 'Lotus', title: `${canary} centre`, confidentiality: 'SECRET', prospect }
  const capex = { low: '10', currency: 'EUR' }
  const id = await made('openDeal', { ...deal, openedOn: '2018-01-08', capex })
  await made('updateDeal', { id, version: 1, capex: { ...capex, low: '20' } })
  const when = { from: '2018-02-01', to: '2018-02-01', precision: 'DAY' }
  const meeting = await made('planMeeting', { title: `${canary} talk`, when, deals: [id] })
  const parties = [{ agency: 'awex' }, { name: canary }]
  const signing = { title: `${canary} terms`, kind: 'MOU', standing: 'DISCUSSED', parties, deals: [id] }
  const agreement = await made('recordAgreement', signing)
  const stated = { statement: `${canary} comes`, statedOn: '2018-01-08', source: { kind: 'PRESS' } }
  const claim = await made('recordClaim', { deal: id, ...stated })
  const graded = { id: claim, version: 1, standing: 'CONFIRMED', gradedOn: '2018-01-09' }
  await made('gradeClaim', { ...graded, reason: `${canary} said so` })
  await made('issueWeeklySummary', { agency: 'awex', week: '2018-W02' })
  await made('addLocation', { deal: id, town: canary, country: 'BE', standing: 'CANDIDATE' })
  return { id, prospect, meeting, agreement }
}

/** Runs statements in one transaction of the service's role, undone at the end; as the user with this address, or as nobody. */
async function asService<T>(email: string | null, work: () => Promise<T>): Promise<T> {
  await service.query('begin')
  try {
    if (email) await service.query('select from authenticate_token($1)', [tokens[email]])
    return await work()
  } finally {
    await service.query('rollback')
  }
}

const faultOf = (sql: string, values?: unknown[]): Promise<string> =>
  service.query(sql, values).then(
    () => 'done',
    ({ code }: DatabaseError) => code ?? 'unknown',
  )

const titles = async () => (await service.query('select title from deal_identity')).rows
const whoAsks = async () => (await service.query('select viewer_id() as id')).rows[0].id as string | null
const set = (name: string, value: string) =>
  service.query('select set_config($1, $2, true)', [`ancrage.${name}`, value])

describe('whoever has the service’s connection', () => {
  it('is whoever he has the token of', async () => {
    expect(await asService(head, titles)).toEqual([{ title: `${canary} centre` }])
    expect(await asService(airport, titles)).toEqual([])
    expect(await asService(null, titles)).toEqual([])
  })

  it('reads no row of a deal that is hidden, in whatever table has one', async () => {
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

  it('does not become somebody else by setting what authenticate_token() sets', async () => {
    const { rows } = await ancrage.owner.query(
      `select u.id, u.agency_id, all_acl_tokens()::text as tokens from "user" u where email = $1`,
      [head],
    )
    for (const email of [null, airport])
      await asService(email, async () => {
        await set('tokens', rows[0].tokens)
        expect([await titles(), await whoAsks()]).toEqual([[], null])
        await set('user', rows[0].id)
        await set('agency', rows[0].agency_id)
        await set('session', '')
        expect([await titles(), await whoAsks()]).toEqual([[], null])
      })
  })

  it('does not use again what authenticate_token() has sealed in an earlier transaction', async () => {
    const names = ['user', 'agency', 'session', 'tokens', 'signature']
    const said = await asService(head, async () => {
      const settings = names.map((name) => `current_setting('ancrage.${name}') as "${name}"`)
      return (await service.query(`select ${settings.join(', ')}`)).rows[0] as Record<string, string>
    })
    await asService(null, async () => {
      for (const name of names) await set(name, said[name]!)
      expect([await titles(), await whoAsks()]).toEqual([[], null])
    })
  })

  it('finds the key of the seal nowhere, plans included', async () => {
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
    for (const sql of ['select key from context_signing_key', 'select read_context_signing_key()', `select sign_context('', '', '', '')`])
      expect(await faultOf(sql)).toBe('42501')
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
  ])('may not %s', async (sql) => {
    await asService(airport, async () => expect(await faultOf(sql)).toMatch(/^(42501|22023|42704|0A000)$/))
  })

  it('gets no row past the policies by turning them off', async () => {
    await asService(airport, async () => {
      await service.query('set local row_security = off')
      expect(await faultOf('select title from deal_identity')).toBe('42501')
    })
  })
})

describe('what only the service itself may do, which shows its warrant', () => {
  const hash = tokenHash('forged')
  const calls: [string, string, unknown[]][] = [
    [
      'start a session',
      `select start_session($1, gen_random_uuid(), (select id from "user" where email = '${head}'), $2, now() + interval '1 hour', '1 hour', null, null)`,
      [hash],
    ],
    ['see what a password is compared with', 'select * from find_credential($1, $2)', [head]],
    ['see it as a sign-in begins', 'select * from begin_sign_in($1, $2, null, null)', [head]],
    ['take tries back', 'select record_successful_sign_in($1, $2, null, null)', [head]],
    ['say whom a provider means', `select find_user_by_identity($1, 'https://x.example', 'x', $2)`, [head]],
    [
      'let somebody new in',
      `select provision_user($1, gen_random_uuid(), 'https://x.example', 'y', 'awex', $2, 'X', 'HEAD', 'EN')`,
      ['x@awex.example'],
    ],
    ['ask as whose order is due', 'select * from authenticate_schedule($1, gen_random_uuid(), now())', []],
    ['take a delivery', `select * from lease_delivery($1, $2, now(), '1 minute')`, [hash]],
    ['forget', 'select purge_expired($1)', []],
  ]

  it.each(calls)('is to %s', async (_, sql, values) => {
    const { secret: mine } = await insertServiceSecret(ancrage.owner)
    await asService(airport, async () => {
      for (const shown of [null, Buffer.alloc(32), Buffer.alloc(0), tokenHash('x')]) {
        await service.query('savepoint here')
        expect(await faultOf(sql, [shown, ...values])).toBe('42501')
        await service.query('rollback to savepoint here')
      }
      expect(await faultOf(sql, [mine, ...values])).toBe('done')
    })
  })

  it('has no variant without a secret', async () => {
    await asService(airport, async () => {
      for (const [, sql, values] of calls.slice(0, -1)) {
        await service.query('savepoint here')
        const without = sql.replace('($1, ', '(').replaceAll('$2', '$1')
        expect([without, await faultOf(without, values)]).toEqual([without, '42883'])
        await service.query('rollback to savepoint here')
      }
    })
  })

  it('and the warrants are nobody’s to read or make', async () => {
    for (const sql of [
      'select * from service_secret',
      `insert into service_secret (digest) values ('x')`,
      `select check_service_secret('x')`,
    ])
      expect(await faultOf(sql)).toBe('42501')
  })
})

/** Codes of hidden rows: what kinds of rows there are. */
const spelled = ['audit_entry.subject_type', 'audit_entry.verb', 'search_entry.place', 'weekly_line.kind']

describe('what the service’s role reads', () => {
  const readable = async () =>
    (
      await ancrage.owner.query<{ name: string }>(
        `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where relkind in ('r','v','m') and has_any_column_privilege($1, c.oid, 'SELECT')
            and nspname in ('public','pg_catalog') and relname <> 'pg_statistic' order by 1`,
        [serviceRole],
      )
    ).rows.map(({ name }) => name)

  it.each([airport, null])(
    'has no name of the secret in any table, view or catalogue, as %s',
    async (email) => {
      const told = await asService(email, async () => {
        const found: string[] = []
        for (const name of await readable()) {
          await service.query('savepoint here')
          const { rows } = await service
            .query<{ text: string }>(`select t::text as text from ${name} t`)
            .catch(() => service.query('rollback to savepoint here').then(() => ({ rows: [] })))
          if (rows.some(({ text }) => text.includes(canary))) found.push(name)
        }
        return found
      })
      expect(told).toEqual([])
    },
  )

  it('is not guessed by a condition that fails only where it holds', async () => {
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
          expect([place, column, await faultOf(`select 1 from ${place} where ${trap}`)]).toEqual([
            place,
            column,
            'done',
          ])
        }
      }
    })
  })

  it('is not spelled out of what the planner expects: nothing is counted of texts', async () => {
    await ancrage.owner.query('analyze')
    const { rows } = await ancrage.owner.query<{ place: string; column: string }>(
      `select s.starelid::regclass::text as place, a.attname as column
         from pg_statistic s join pg_attribute a on a.attrelid = s.starelid and a.attnum = s.staattnum
        where (s.starelid::regclass, a.attname) in (select table_name, column_name from free_text_columns()) or a.attname in ('fold', 'words', 'emails') and a.atttypid <> 'boolean'::regtype
           or s.starelid = 'contact'::regclass and a.attname = 'name'`,
    )
    expect(rows).toEqual([])
    await asService(airport, async () => {
      const expected = async (condition: string) => {
        const sql = `explain select from prospect where ${condition}`
        return (await service.query(sql)).rows[0]['QUERY PLAN'] as string
      }
      expect(await expected(`name < 'A'`)).toBe(await expected(`name < 'Zz'`))
      expect(await expected(`fold(name) < 'a'`)).toBe(await expected(`fold(name) < 'zz'`))
    })
  })

  it('is not spelled out of what a plan did: whose a row is, is asked before what it says', async () => {
    const { rows } = await ancrage.owner.query<{ place: string; column: string }>(
      `select c.oid::regclass::text as place, quote_ident(a.attname) as column from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and a.atttypid = 'text'::regtype
          and has_column_privilege($1, c.oid, a.attnum, 'SELECT') order by 1, 2`,
      [serviceRole],
    )
    const done = async (condition: string) => {
      const sql = `explain (analyze, buffers, costs off, timing off, summary off) select from ${condition}`
      // once for what is read for the first time
      await service.query(sql)
      const said = (await service.query<{ 'QUERY PLAN': string }>(sql)).rows.map((row) => row['QUERY PLAN'])
      return said
        .join('\n')
        .split('\nPlanning:')[0]!
        .replaceAll(/(<|>=) ''/g, 'compared')
    }
    const told = await asService(null, async () => {
      const found: string[] = []
      for (const { place, column } of rows)
        if ((await done(`${place} where ${column} < ''`)) !== (await done(`${place} where ${column} >= ''`)))
          found.push(`${place}.${column}`)
      return found
    })
    expect(told).toEqual(spelled)
    expect(rows.length).toBeGreaterThan(100)
  })

  it('tells of no agreement that is withheld for another of its deals', async () => {
    const open =
      'mutation { openDeal(input: { codeName: "Iris", title: "Open", confidentiality: OPEN }) { id } }'
    const { openDeal } = await ancrage.get(head, open)
    const deals = [openDeal.id, secret.id]
    const parties = [{ agency: 'awex' }, { name: 'A party' }]
    const input = { title: 'Of both', kind: 'MOU', standing: 'DISCUSSED', parties, deals }
    const record = 'mutation ($i: RecordAgreementInput!) { recordAgreement(input: $i) { id } }'
    await ancrage.get(head, record, { i: input })
    const told = (email: string) =>
      asService(email, async () => {
        const { rowCount } = await service.query('select from agreement_deal where deal_id = $1', [
          openDeal.id,
        ])
        return rowCount
      })
    expect([await told(airport), await told(head)]).toEqual([0, 1])
  })

  it('is not guessed by what must be unique, or must exist', async () => {
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
      [`update contact set prospect_id = $1`, [prospect]],
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
          codes.push(await faultOf(sql, values))
          await service.query('rollback to savepoint here')
        }
        return codes
      })
    const hidden = await answers(secret.id, secret.agreement, secret.prospect, secret.meeting)
    expect(hidden).toEqual(await answers(randomUUID(), randomUUID(), randomUUID(), randomUUID()))
  })

  it('is that of whoever asks now, also by a statement that was prepared as another', async () => {
    await service.query('prepare titles as select title from deal_identity where title <> $$Open$$')
    const run = () => service.query('execute titles').then(({ rows }) => rows.length)
    for (let i = 0; i < 7; i++) expect(await asService(head, run)).toBe(1)
    expect(await asService(airport, run)).toBe(0)
    await service.query('deallocate titles')
  })
})

describe('a hidden person', () => {
  it('is not said to have been met', async () => {
    const { rows } = await ancrage.owner.query<{ id: string }>(
      `insert into contact (id, name, prospect_id, entered_by_id, created_at, updated_at)
       select gen_random_uuid(), 'A person', $1, u.agency_id, now(), now() from "user" u where u.email = $2 returning id`,
      [secret.prospect, airport],
    )
    await ancrage.owner.query(
      `insert into meeting_participant (id, meeting_id, contact_id) values (gen_random_uuid(), $1, $2)`,
      [secret.meeting, rows[0]!.id],
    )
    const met = async () =>
      (await service.query(`select has_meeting_since($1, '2018-01-01') as met`, [rows[0]!.id])).rows[0].met as boolean
    expect(await asService(airport, met)).toBe(false)
  })
})

describe('what the service’s role writes', () => {
  const asked = (sql: string, values: unknown[]) => asService(airport, () => faultOf(sql, values))
  const me = `(select id from "user" where email = '${airport}')`
  const ours = `(select id from agency where code = 'liege-airport')`

  it('opens no deal that the writer does not see', async () => {
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
        `insert into contact (id, name, prospect_id, entered_by_id, created_at, updated_at) values (gen_random_uuid(), 'x', $1, ${ours}, now(), now())`,
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
    for (const [sql, values] of refused) expect([sql, await asked(sql, values)]).toEqual([sql, '42501'])
  })

  it('hangs no deal on a meeting that the writer does not see', async () => {
    const { openDeal } = await ancrage.get(
      airport,
      'mutation ($input: OpenDealInput!) { openDeal(input: $input) { id } }',
      { input: { codeName: 'Own', title: 'Own' } },
    )
    const link = (meeting: string) =>
      asked('insert into meeting_deal (meeting_id, deal_id) values ($1, $2)', [meeting, openDeal.id])
    expect([await link(secret.meeting), await link(randomUUID())]).toEqual(['42501', '42501'])
  })

  it('issues no summary of another week than it says, nor of one that has not begun', async () => {
    const issue = (week: string, monday: string, at: string) =>
      asService(head, () =>
        faultOf('select issue_weekly_summary(gen_random_uuid(), $1, $2, $3, null)', [week, monday, at]),
      )
    expect(await issue('2018-W07', '2018-02-05', '2018-02-20')).toBe('23514')
    expect(await issue('2018-W06', '2018-02-06', '2018-02-20')).toBe('23514')
    expect(await issue('2018-W06', '2018-02-05', '2018-02-04T22:00Z')).toBe('23514')
    expect(await issue('2018-W06', '2018-02-05', '2018-02-20')).toBe('done')
  })

  it('raises nobody’s clearance or role', async () => {
    const changed = await asService(airport, async () => {
      const { rowCount } = await service.query(`update "user" set clearance = 'SECRET', role = 'HEAD'`)
      return rowCount! + (await service.query('update agency set name = code')).rowCount!
    })
    expect(changed).toBe(0)
  })
})

/** What runs as the owner, and why the service may call it all the same. Whoever adds one gives the reason here. */
const asOwner: Record<string, string> = {
  agency_of_user: 'the policy of claim; of users, whom everybody sees',
  has_agreement_deal: 'the policies of agreement and claim; says whether, not which',
  authenticate_calendar_feed: 'tells who the secret of a feed belongs to, and nothing without one',
  authenticate_delivery: 'tells who a delivery is for, to the process that has claimed it',
  authenticate_schedule: 'takes the warrant; opens for the HEAD whose standing order is due, once',
  authenticate_token: 'tells who a token belongs to, and nothing without one',
  begin_sign_in: 'takes the warrant; each call counts as a try',
  lease_delivery: 'takes the warrant; the address of the next delivery that is due',
  create_sql_login: 'checks itself that it is for an ADMIN',
  missing_facts_of_deals: 'asks who may see each deal, as deal_fact_columns does',
  due_mail_schedules: 'says which agencies have a summary to send',
  cancel_long_sql_queries: 'ends statements of SQL logins that take too long, and answers how many',
  end_other_sessions: 'those of whoever asks',
  end_own_session: 'those of whoever asks',
  end_session: 'takes the hash of its token',
  end_sessions_of_user: 'one’s own, or as ADMIN',
  provision_user: 'takes the warrant; makes users who may know what is open, and nothing else',
  erase_contact: 'checks role and access itself',
  find_credential: 'takes the warrant; signs the people of the demo in',
  erase_from_exports: 'checks role and access itself',
  purge_expired: 'takes the warrant; forgets what has ended long ago',
  unlinked_acl: 'a key of agencies, which everybody sees',
  find_user_by_identity: 'takes the warrant; remembers whom a provider means',
  issue_weekly_summary: 'only for a HEAD, and gives out an id',
  create_mail_batch: 'checks itself that it is for a HEAD',
  can_add_to_deal: 'the policies of what hangs on deals; false alike for what is hidden and what is not there',
  has_meeting_since: 'says whether, of a person of one’s own agency whom one sees',
  missing_facts: 'reads deal_fact_columns, which asks who may see them',
  is_transition_allowed: 'of stages, which everybody sees',
  next_deal_reference: 'counts deals of a year, as their references do',
  record_secret_export: 'of the exports of whoever asks; answers nothing',
  record_refused_read: 'writes, and answers nothing',
  record_token_use: 'takes hashes of tokens, and answers nothing',
  is_schedule_active: 'says whether a standing order holds',
  extend_session: 'that of whoever asks',
  revoke_sql_login: 'checks itself that it is for an ADMIN',
  could_see_then_and_now: 'the policies of issued summaries; asks what the viewer may see',
  can_see_every_deal_of_agreement: 'the policy of agreement; asks what the viewer may see',
  can_see_every_deal_of_meeting: 'the policies of what hangs on meetings; asks what the viewer may see',
  set_api_key_secret: 'for one’s own, or as ADMIN',
  set_calendar_secret: 'for one’s own feed',
  set_password: 'one’s own, or as ADMIN',
  settle_delivery: 'takes the claim of a delivery, and notes what became of it',
  record_failed_sign_in: 'writes, and answers nothing',
  record_successful_sign_in: 'takes the warrant; forgets tries, and answers nothing',
  record_usage: 'counts what users spend',
  start_session: 'takes the warrant; the service compares passwords and asks providers',
  is_supervisor_of: 'the policy of the trail of exports; says whether',
  can_user_see_task: 'says whether somebody would see a task that is to be given to them',
  purge_exports: 'drops what is to go, and answers nothing',
  viewer_agency: 'says who asks, as sealed',
  viewer_id: 'says who asks, as sealed',
  viewer_is_head: 'says who asks, as sealed',
  viewer_is_admin: 'says who asks, as sealed',
  viewer_session: 'says who asks, as sealed',
  viewer_acl_tokens: 'says who asks, as sealed',
  weekly_digest: 'a hash, which everybody sees with the issued summary',
}

describe('functions', () => {
  const named = async (condition: string) =>
    (
      await ancrage.owner.query<{ name: string }>(
        `select distinct proname as name from pg_proc where pronamespace = 'public'::regnamespace and ${condition} order by 1`,
      )
    ).rows.map(({ name }) => name)

  it('that run as the owner are open to the service for a reason', async () => {
    const open = await named(`prosecdef and has_function_privilege('${serviceRole}', oid, 'EXECUTE')`)
    expect(open).toEqual(Object.keys(asOwner).sort())
  })

  it('of triggers are put on no table by the service', async () => {
    expect(
      await named(
        `prorettype = 'trigger'::regtype and has_function_privilege('${serviceRole}', oid, 'EXECUTE')`,
      ),
    ).toEqual([])
  })

  it('of ours are open to the service, not to everybody', async () => {
    const extensions = `select objid from pg_depend where classid = 'pg_proc'::regclass and deptype = 'e'`
    expect(
      await named(`oid not in (${extensions}) and has_function_privilege('public', oid, 'EXECUTE')`),
    ).toEqual([])
  })
})
