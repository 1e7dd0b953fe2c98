/** Privileges and row-level security with which the database limits the service. */
import { serviceRole } from '../src/database/roles.js'
import { startTestService, type TestService } from './test-service.js'

/** Tables whose rows are never changed or deleted. */
const appendOnly = [
  'agreement_deal_history',
  'agreement_history',
  'agreement_party_history',
  'audit_entry',
  'audit_head',
  'audit_link',
  'claim_grading',
  'contact_history',
  'deal_history',
  'deal_identity_history',
  'deal_read',
  'deal_stage_history',
  'employment_history',
  'exchange_rate',
  'handover',
  'job_projection',
  'job_projection_text',
  'landing_verification',
  'location_history',
  'meeting_deal_history',
  'meeting_history',
  'meeting_participant_history',
  'rate_load',
  'task_history',
  'transition',
  'transition_text',
  'user_history',
  'withdrawal',
]

/** Tables that the service can neither read nor write directly, only through functions. */
const closed = [
  'api_key_secret',
  'audit_head',
  'audit_link',
  'calendar_feed_secret',
  'contact_history',
  'credential',
  'deal_reference',
  'employment_history',
  'mail_batch',
  'migrations',
  'openid_logout',
  'openid_session',
  'prior_acl',
  'session',
  'sign_in_attempt',
  'usage',
  'user_history',
  'user_identity',
]

/** Privileges, each with the PostgreSQL function that checks it. */
const privileges = {
  SELECT: 'has_any_column_privilege',
  INSERT: 'has_any_column_privilege',
  UPDATE: 'has_any_column_privilege',
  REFERENCES: 'has_any_column_privilege',
  DELETE: 'has_table_privilege',
  TRUNCATE: 'has_table_privilege',
  TRIGGER: 'has_table_privilege',
} as const
type Privilege = keyof typeof privileges

describe('the database', () => {
  let ancrage: TestService
  const names = async (sql: string, ...values: unknown[]): Promise<string[]> =>
    (await ancrage.owner.query<{ name: string }>(sql, values)).rows.map(({ name }) => name)
  beforeAll(async () => {
    ancrage = await startTestService()
  })
  afterAll(() => ancrage.stop())

  /** Returns the tables on which the service has a privilege, on the row or on a column. */
  const openTables = (privilege: Privilege) =>
    names(
      `select relname as name from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and ${privileges[privilege]}($1, oid, $2) order by 1`,
      serviceRole,
      privilege,
    )

  it('forces row-level security on every table, even for its owner', async () => {
    const unprotected = await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
          and not (relrowsecurity and relforcerowsecurity) order by 1`,
    )
    expect(unprotected).toEqual([])
  })

  it('is not owned by the service', async () => {
    const owned = await names(
      `select relname as name from pg_class where relowner = $1::regrole
       union all select proname from pg_proc where proowner = $1::regrole
       union all select nspname from pg_namespace where nspowner = $1::regrole`,
      serviceRole,
    )
    expect(owned).toEqual([])
  })

  it.each(['UPDATE', 'DELETE', 'TRUNCATE'] as const)(
    'does not let the service %s append-only tables',
    async (privilege) => {
      const open = await openTables(privilege)
      expect(open.filter((table) => appendOnly.includes(table))).toEqual([])
    },
  )

  it.each(Object.keys(privileges) as Privilege[])(
    'does not let the service %s closed tables',
    async (privilege) => {
      const open = await openTables(privilege)
      expect(open.filter((table) => closed.includes(table))).toEqual([])
    },
  )

  it.each(['TRUNCATE', 'REFERENCES', 'TRIGGER'] as const)(
    'does not let the service %s any table',
    async (privilege) => {
      expect(await openTables(privilege)).toEqual([])
    },
  )

  it('has only views with security_barrier and security_invoker for the service', async () => {
    const open = await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
          and has_table_privilege($1, oid, 'SELECT')
          and not coalesce(reloptions && '{security_barrier=true,security_invoker=true}', false)`,
      serviceRole,
    )
    expect(open).toEqual([])
  })

  it('pins the search path of every function that runs as its owner', async () => {
    const unpinned = await names(
      `select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
          and not exists (select from unnest(proconfig) c where c = 'search_path=public, pg_temp')`,
    )
    expect(unpinned).toEqual([])
  })
})
