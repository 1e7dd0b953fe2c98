/** Privileges and row-level security with which the database limits the service. */
import { serviceRole } from '../src/database/roles.js'
import { rowsOfOwnerRights } from './access/owner-function-calls.js'
import { startTestService, type TestService } from './test-service.js'

/**
 * Tables without `updated_at` whose rows the service changes or removes all the same, with the reason. Every other one is
 * append-only: a table that can be edited has the instant of the edit.
 */
const exceptions: Record<'UPDATE' | 'DELETE' | 'TRUNCATE', Record<string, string>> = {
  UPDATE: {
    api_key: 'is revoked',
    calendar_feed: 'is revoked',
    deal_follow: 'is followed again',
    deal_identity: 'is edited with its deal, which has the instant',
    deal_presence: 'is about the present only',
    deal_team: 'ends; corrections are kept apart',
    export: 'proceeds',
    handover_offer: 'is decided',
    idempotency_key: 'gets the result of its mutation',
    loss_destination: 'is replaced by another row, with the instant',
    loss_reason: 'is replaced by another row, with the instant',
    mail_schedule: 'is ordered again',
    meeting_participant: 'is edited with its meeting, which has the instant',
    recipient: 'is removed, with the instant',
    user_visit: 'is about the present only',
  },
  DELETE: {
    agreement_deal: 'is kept in its history',
    agreement_party: 'is kept in its history',
    deal_presence: 'is about the present only',
    deal_team: 'has never held',
    export_part: 'is content that is kept no longer',
    meeting_deal: 'is kept in its history',
    meeting_participant: 'is kept in its history',
    meeting_participant_text: 'is kept in the history of its participant',
    need_to_know: 'is kept in the audit trail',
  },
  TRUNCATE: {},
}

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

  const withoutInstant = () =>
    names(
      `select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
          and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'updated_at' and not a.attisdropped)`,
    )

  /** Tables that no policy shows to the service. */
  const closed = () =>
    names(
      `select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
          and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname <> 'owner_all')`,
    )

  it('has secrets and histories among the tables that are closed or append-only', async () => {
    expect(await closed()).toEqual(
      expect.arrayContaining([
        ...['totp', 'totp_recovery_code', 'password_link', 'service_secret', 'context_signing_key'],
        ...['api_key_secret', 'credential', 'session', 'user_identity', 'transaction_mark'],
      ]),
    )
    expect(await withoutInstant()).toEqual(
      expect.arrayContaining([
        'account_notice',
        'audit_entry',
        'capex_history',
        'correction_text',
        'transition',
      ]),
    )
  })

  it.each(['UPDATE', 'DELETE', 'TRUNCATE'] as const)(
    'lets the service %s only the named ones of the tables without an instant of change',
    async (privilege) => {
      const [open, fixed] = [await openTables(privilege), await withoutInstant()]
      expect(open.filter((table) => fixed.includes(table))).toEqual(Object.keys(exceptions[privilege]))
    },
  )

  it.each(Object.keys(privileges) as Privilege[])(
    'does not let the service %s closed tables',
    async (privilege) => {
      const [open, hidden] = [await openTables(privilege), await closed()]
      expect(open.filter((table) => hidden.includes(table))).toEqual([])
    },
  )

  it.each(['TRUNCATE', 'REFERENCES', 'TRIGGER'] as const)(
    'does not let the service %s any table',
    async (privilege) => {
      expect(await openTables(privilege)).toEqual([])
    },
  )

  it('has only views with security_barrier and security_invoker for the service, but for those that docs/owner-rights.md lists', async () => {
    const open = await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
          and has_table_privilege($1, oid, 'SELECT')
          and not coalesce(reloptions @> '{security_barrier=true,security_invoker=true}', false) order by 1`,
      serviceRole,
    )
    expect(open).toEqual(rowsOfOwnerRights('view').map(([name]) => name))
    const withoutBarrier = await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
          and relname = any($1) and not coalesce(reloptions @> '{security_barrier=true}', false)`,
      open,
    )
    expect(withoutBarrier).toEqual([])
  })

  it('pins the search path of every function that runs as its owner', async () => {
    const unpinned = await names(
      `select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
          and not exists (select from unnest(proconfig) c where c = 'search_path=public, pg_temp')`,
    )
    expect(unpinned).toEqual([])
  })
})
