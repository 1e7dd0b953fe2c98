import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Who has signed in is said by the service, and not by whoever has its connection; what is over is forgotten; small doors closed. */
export class Warrant0014 implements MigrationInterface {
  name = 'Warrant1795219200014'

  async up(db: QueryRunner): Promise<void> {
    await db.query(warrantSql)
    await db.query(withWarrant.map(guarded).join(''))
    await db.query(overSql)
    await db.query(headSql)
    await db.query(mendingSql)
  }

  async down(): Promise<void> {
    throw new Error('What was closed is not opened again: restore a backup instead.')
  }
}

/** The owner gives each process that starts a secret, and keeps its digest; the service's role cannot read it. */
const warrantSql = `
create table warrant (
  digest bytea primary key,
  made_at timestamptz(3) not null default now(),
  -- to an hour or so
  seen_at timestamptz(3) not null default now()
);
call close_to_service('warrant');

create function check_warrant(warrant bytea) returns void
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if session_user <> current_user and not exists (select from warrant w where w.digest = sha256(check_warrant.warrant)) then
    raise exception 'only the service itself' using errcode = 'insufficient_privilege';
  end if;
end $$;
revoke execute on function check_warrant from public, ancrage_service;
`

interface Guarded {
  name: string
  /** Of the function as it was, which only the owner may still call. */
  takes: [name: string, type: string][]
  gives: string
}

const asker = 'id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean'

/** What says who has signed in, or for whom something is due, or has what a password is compared with. */
const withWarrant: Guarded[] = [
  {
    name: 'start_session',
    takes: [
      ['id', 'uuid'],
      ['user_id', 'uuid'],
      ['token_hash', 'bytea'],
      ['expires_at', 'timestamptz'],
      ['idle', 'interval'],
      ['address', 'text'],
      ['user_agent', 'text'],
    ],
    gives: 'void',
  },
  {
    name: 'find_credential',
    takes: [['address', 'text']],
    gives: 'table (user_id uuid, password_hash text)',
  },
  {
    name: 'begin_sign_in',
    takes: [
      ['email', 'text'],
      ['source', 'text'],
      ['device', 'bytea'],
    ],
    gives: 'table (user_id uuid, password_hash text, wait int)',
  },
  {
    name: 'sign_in_was_right',
    takes: [
      ['email', 'text'],
      ['source', 'text'],
      ['device', 'bytea'],
    ],
    gives: 'void',
  },
  {
    name: 'identify',
    takes: [
      ['issuer', 'text'],
      ['subject', 'text'],
      ['email', 'text'],
    ],
    gives: 'uuid',
  },
  {
    name: 'enrol',
    takes: [
      ['id', 'uuid'],
      ['issuer', 'text'],
      ['subject', 'text'],
      ['agency', 'text'],
      ['email', 'text'],
      ['name', 'text'],
      ['role', 'text'],
      ['language', 'text'],
    ],
    gives: 'boolean',
  },
  {
    name: 'ask_order',
    takes: [
      ['agency', 'uuid'],
      ['at', 'timestamptz'],
    ],
    gives: `table (${asker}, code text, monday date)`,
  },
  {
    name: 'claim_delivery',
    takes: [
      ['claim', 'bytea'],
      ['at', 'timestamptz'],
      ['lease', 'interval'],
    ],
    gives:
      'table (id uuid, address text, message_id text, agency text, week text, revision int, attempts int, stands boolean)',
  },
]

/** The same function with the warrant before what it takes; by their places, since what it gives may be called alike. */
function guarded({ name, takes, gives }: Guarded): string {
  const types = takes.map(([, type]) => type).join(', ')
  const values = takes.map((_, i) => `$${i + 2}`).join(', ')
  const isTable = gives.startsWith('table')
  const call = isTable
    ? `return query select f.* from ${name}(${values}) f;`
    : gives === 'void'
      ? `perform ${name}(${values});`
      : `return ${name}(${values});`
  return `
revoke execute on function ${name}(${types}) from public, ancrage_service;
create function ${name}(bytea, ${types}) returns ${gives}
language plpgsql ${isTable ? 'rows 1 ' : ''}security definer set search_path = public, pg_temp as $$
begin
  perform check_warrant($1);
  ${call}
end $$;
`
}

/** What ended a quarter of a year ago: as long as a place where somebody signed in stays known. */
const overSql = `
create function forget_what_is_over(bytea) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_warrant($1);
  update warrant set seen_at = now() where digest = sha256($1);
  delete from warrant where seen_at < now() - interval '30 days';
  -- a token of a provider that is still good must go on being known as ended
  delete from session where expires_at < now() - interval '90 days';
  delete from sign_in_try where last_at < now() - interval '1 hour' and blocked_until < now();
end $$;
create index on session (expires_at);
create index on sign_in_try (last_at);
`

/** Of a SECRET deal only those who are named know: the last HEAD among them stays one until another is named. */
const headSql = `
create function a_head_stays_who_knows() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- one after the other, so that two are not taken away at the same moment
  perform pg_advisory_xact_lock(4711203);
  if exists (select from need_to_know n join deal d on d.id = n.deal_id
              where n.user_id = new.id and d.confidentiality = 'SECRET' and heads_who_know(d.id) = 0
                and exists (select from deal_team t where t.deal_id = d.id and t.agency_id = old.agency_id
                             and t.until_day is null and t.role in ('LEAD','SUPPORT'))) then
    raise exception 'nobody would be left who may name others' using errcode = 'IN001',
      detail = case when new.active then 'input.role' else 'input.active' end, hint = 'LAST_HEAD_WHO_KNOWS';
  end if;
  return null;
end $$;
create trigger a_head_stays_who_knows after update of role, active, agency_id on "user" for each row
  when (old.role = 'HEAD' and old.active and not (new.role = 'HEAD' and new.active and new.agency_id = old.agency_id))
  execute function a_head_stays_who_knows();
`

/** A summary is of the week that it says, and issued once that has begun; of a hidden person nothing is said. */
const mendingSql = `
alter table weekly_summary
  add constraint of_its_week check (extract(isodow from monday) = 1
    and week = lpad(extract(isoyear from monday)::int::text, 4, '0') || '-W' || lpad(extract(week from monday)::int::text, 2, '0')),
  add constraint week_has_begun check ((issued_at at time zone 'Europe/Brussels')::date >= monday);

create or replace function met_since(asked uuid, day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from contact c join meeting_participant p on p.contact_id = c.id join meeting m on m.id = p.meeting_id
                  where c.id = asked and c.access &&& (select viewer_tokens()) and c.entered_by_id = (select viewer_agency())
                    and greatest(m.when_to, m.updated_at::date) >= day)
$$;
`
