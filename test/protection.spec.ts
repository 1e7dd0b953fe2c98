/** What the database itself keeps the service from, whatever the service tries. */
import { serviceRole } from '../src/database/roles.js'
import { anAncrage, type Ancrage } from './ancrage.js'

/** What is recorded here is never changed and never goes. */
const appendOnly = [
  'audit_entry',
  'audit_head',
  'audit_link',
  'claim_grading',
  'exchange_rate',
  'handover',
  'job_projection',
  'job_projection_text',
  'landing_verification',
  'location_history',
  'rate_load',
  'transition',
  'transition_text',
]

/** The service can neither read nor write these: it has functions for what it needs of them. */
const closed = [
  'api_key_secret',
  'audit_head',
  'audit_link',
  'calendar_feed_secret',
  'credential',
  'deal_reference',
  'mail_batch',
  'migrations',
  'session',
  'sign_in_attempt',
  'usage',
  'user_identity',
]

/** Each with what asks PostgreSQL for it. */
const powers = {
  SELECT: 'has_any_column_privilege',
  INSERT: 'has_any_column_privilege',
  UPDATE: 'has_any_column_privilege',
  REFERENCES: 'has_any_column_privilege',
  DELETE: 'has_table_privilege',
  TRUNCATE: 'has_table_privilege',
  TRIGGER: 'has_table_privilege',
} as const
type Power = keyof typeof powers

describe('the database', () => {
  let ancrage: Ancrage
  const names = async (sql: string, ...values: unknown[]): Promise<string[]> =>
    (await ancrage.owner.query<{ name: string }>(sql, values)).rows.map(({ name }) => name)
  beforeAll(async () => {
    ancrage = await anAncrage()
  })
  afterAll(() => ancrage.stop())

  /** Tables on which the service may do this, to the whole row or to some column. */
  const openTo = (power: Power) =>
    names(
      `select relname as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and ${powers[power]}($1, oid, $2) order by 1`,
      serviceRole,
      power,
    )

  it('holds row-level security on every table, even for its owner', async () => {
    const unprotected = await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
          and not (relrowsecurity and relforcerowsecurity) order by 1`,
    )
    expect(unprotected).toEqual([])
  })

  it('belongs to somebody else than the service', async () => {
    const owned = await names(
      `select relname as name from pg_class where relowner = $1::regrole
       union all select proname from pg_proc where proowner = $1::regrole
       union all select nspname from pg_namespace where nspowner = $1::regrole`,
      serviceRole,
    )
    expect(owned).toEqual([])
  })

  it.each(['UPDATE', 'DELETE', 'TRUNCATE'] as const)(
    'lets the service %s nothing that is only added to',
    async (power) => {
      const open = await openTo(power)
      expect(open.filter((table) => appendOnly.includes(table))).toEqual([])
    },
  )

  it.each(Object.keys(powers) as Power[])(
    'lets the service %s nothing of what is closed to it',
    async (power) => {
      const open = await openTo(power)
      expect(open.filter((table) => closed.includes(table))).toEqual([])
    },
  )

  it.each(['TRUNCATE', 'REFERENCES', 'TRIGGER'] as const)('lets the service %s no table', async (power) => {
    expect(await openTo(power)).toEqual([])
  })

  it('lets the service see through no view that a clever condition could look behind', async () => {
    const open = await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
          and has_table_privilege($1, oid, 'SELECT')
          and not coalesce(reloptions && '{security_barrier=true,security_invoker=true}', false)`,
      serviceRole,
    )
    expect(open).toEqual([])
  })

  it('pins the search path of every function that runs as its owner', async () => {
    const loose = await names(
      `select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
          and not exists (select from unnest(proconfig) c where c = 'search_path=public, pg_temp')`,
    )
    expect(loose).toEqual([])
  })
})
