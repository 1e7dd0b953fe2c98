import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What happens around deals: meetings, agreements, claims and tasks. */
export class Dealings0004 implements MigrationInterface {
  name = 'Dealings1795219200004'

  async up(db: QueryRunner): Promise<void> {
    await db.query(hangingSql)
    await db.query(meetingSql)
    await db.query(agreementSql)
    await db.query(claimSql)
    await db.query(taskSql)
  }

  async down(): Promise<void> {
    throw new Error('Meetings, agreements, claims and tasks are not taken away: restore a backup instead.')
  }
}

/**
 * A meeting or agreement is seen by whoever has full access to every one of its deals. One deal: its key is copied.
 * Several: the row is \`shared\`, its key is the union (necessary), and sees_every_deal() settles it (sufficient).
 */
const hangingSql = `
create procedure hang(name text) language plpgsql as $$
begin
  execute format($f$
    create table %1$I_deal (
      %1$I_id uuid not null references %1$I,
      deal_id uuid not null references deal,
      access int[] not null default '{}',
      primary key (%1$I_id, deal_id)
    )$f$, name);
  execute format('create index on %I_deal (deal_id)', name);
  execute format($f$
    create function sees_every_deal_of_%1$s(asked uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $b$
      select not exists (select 1 from %1$I_deal h join deal d on d.id = h.deal_id
                          where h.%1$I_id = asked and not d.full_access &&& (select viewer_tokens()))
    $b$ $f$, name);
  execute format($f$
    create function refresh_%1$s_access(asked uuid) returns void
    language plpgsql security definer set search_path = public, pg_temp as $b$
    begin
      perform 1 from %1$I where id = asked for update;
      update %1$I m set access = k.key, shared = k.deals > 1
        from (select count(*) as deals,
                     case when count(*) = 0 then (select free_access(confidentiality, entered_by_id) from %1$I where id = asked)
                          else array(select distinct unnest(h.access) from %1$I_deal h where h.%1$I_id = asked order by 1) end as key
                from %1$I_deal where %1$I_id = asked) k
       where m.id = asked and (m.access, m.shared) is distinct from (k.key, k.deals > 1);
    end $b$ $f$, name);
  execute format($f$
    create function %1$s_deal_moves_%1$s() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $b$
    begin
      perform refresh_%1$s_access(case tg_op when 'DELETE' then old.%1$I_id else new.%1$I_id end);
      return null;
    end $b$ $f$, name);
  execute format('create trigger %1$s_deal_moves_%1$s after insert or delete or update of access on %1$I_deal for each row execute function %1$s_deal_moves_%1$s()', name);
  execute format($f$
    create function %1$s_sets_access() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $b$
    begin
      new.access := free_access(new.confidentiality, new.entered_by_id);
      return new;
    end $b$ $f$, name);
  execute format('create trigger %1$s_sets_access before insert on %1$I for each row execute function %1$s_sets_access()', name);
  execute format($f$
    create function %1$s_confidentiality_moves_access() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $b$
    begin
      perform refresh_%1$s_access(new.id);
      return null;
    end $b$ $f$, name);
  execute format('create trigger %1$s_confidentiality_moves_access after update of confidentiality on %1$I for each row when (old.confidentiality <> new.confidentiality) execute function %1$s_confidentiality_moves_access()', name);
  execute format('call follow_deal(%L, %L)', name || '_deal', 'full_access');
end $$;

-- part_of(child, parent): a part copies its parent's key and sharing.
create procedure part_of(child text, parent text) language plpgsql as $$
begin
  execute format($f$
    create function %1$s_follows_%2$s() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $b$
    begin
      select access, shared into new.access, new.shared from %2$I where id = new.%2$I_id for share;
      return new;
    end $b$ $f$, child, parent);
  execute format('create trigger %1$s_follows_%2$s before insert on %1$I for each row execute function %1$s_follows_%2$s()', child, parent);
  execute format($f$
    create function %2$s_moves_%1$s() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $b$
    begin
      update %1$I set access = new.access, shared = new.shared where %2$I_id = new.id;
      return null;
    end $b$ $f$, child, parent);
  execute format('create trigger %2$s_moves_%1$s after update of access, shared on %2$I for each row when ((old.access, old.shared) is distinct from (new.access, new.shared)) execute function %2$s_moves_%1$s()', child, parent);
end $$;
revoke execute on procedure hang, part_of from public;
`

const meetingSql = `
create table meeting (
  id uuid primary key,
  title text not null check (length(title) between 1 and 300),
  when_from date not null,
  when_to date not null,
  when_precision text not null check (when_precision in ('DAY','EARLY_MONTH','MID_MONTH','LATE_MONTH','MONTH','QUARTER','YEAR')),
  starts_at timestamptz(3),
  ends_at timestamptz(3),
  place text check (length(place) between 1 and 300),
  status text not null check (status in ('PLANNED','HELD','CANCELLED')),
  host_agency_id uuid references agency,
  topics text[] not null default '{}',
  outcome text check (length(outcome) between 1 and 20000),
  cancel_reason text check (length(cancel_reason) between 1 and 2000),
  confidentiality text not null default 'INTERNAL' check (confidentiality in ('OPEN','INTERNAL')),
  entered_by_id uuid not null references agency,
  recorded_at timestamptz(3) not null,
  access int[] not null default '{}',
  shared boolean not null default false,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint when_in_order check (when_from <= when_to),
  constraint exact_on_its_day check (starts_at is null or when_precision = 'DAY'),
  constraint starts_on_its_day check (starts_at is null or (starts_at at time zone 'Europe/Brussels')::date = when_from),
  constraint ends_after_start check (ends_at is null or (starts_at is not null and ends_at >= starts_at)),
  constraint outcome_of_the_held check (outcome is null or status = 'HELD'),
  constraint reason_of_the_cancelled check (cancel_reason is null or status = 'CANCELLED')
);
create index on meeting (when_from desc, id desc);
create function meeting_status_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'a meeting that is % does not become %', old.status, new.status using errcode = 'check_violation';
end $$;
create trigger meeting_status_is_final before update of status on meeting for each row
  when (old.status <> 'PLANNED' and old.status <> new.status) execute function meeting_status_is_final();
call hang('meeting');
call protect('meeting', 'access &&& (select viewer_tokens()) and (not shared or sees_every_deal_of_meeting(id))');
revoke update on meeting from ancrage_service;
grant update (title, when_from, when_to, when_precision, starts_at, ends_at, place, status, host_agency_id, topics, outcome,
  cancel_reason, confidentiality, recorded_at, updated_at, version) on meeting to ancrage_service;
call protect('meeting_deal', 'access &&& (select viewer_tokens())', 'insert, delete');

create table meeting_participant (
  id uuid primary key,
  meeting_id uuid not null references meeting,
  contact_id uuid references contact,
  user_id uuid references "user",
  description text check (length(description) between 1 and 300),
  prospect_id uuid references prospect,
  agency_id uuid references agency,
  decision_maker boolean not null default false,
  access int[] not null default '{}',
  shared boolean not null default false,
  constraint one_of_three check (num_nonnulls(contact_id, user_id, description) = 1),
  constraint organisation_of_the_unnamed check (description is not null or (prospect_id is null and agency_id is null and not decision_maker)),
  constraint contact_once unique (meeting_id, contact_id),
  constraint user_once unique (meeting_id, user_id)
);
create index on meeting_participant (contact_id);
create index on meeting_participant (prospect_id);
call protect('meeting_participant', 'access &&& (select viewer_tokens()) and (not shared or sees_every_deal_of_meeting(meeting_id))', 'insert, delete');
call part_of('meeting_participant', 'meeting');
`

const agreementSql = `
create table agreement (
  id uuid primary key,
  title text not null check (length(title) between 1 and 300),
  kind text not null check (kind in ('MOU','LETTER_OF_INTENT','PARTNERSHIP','LEASE','INCENTIVE','INVESTMENT_CONTRACT')),
  standing text not null check (standing in ('DISCUSSED','DRAFT','SIGNED','ENDED')),
  signed_on date,
  place text check (length(place) between 1 and 300),
  amount numeric(20,2) check (amount >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  ended_on date,
  embargo_until timestamptz(3),
  confidentiality text not null default 'INTERNAL' check (confidentiality in ('OPEN','INTERNAL')),
  entered_by_id uuid not null references agency,
  recorded_at timestamptz(3) not null,
  access int[] not null default '{}',
  shared boolean not null default false,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint amount_has_currency check ((amount is null) = (currency is null)),
  constraint signed_has_a_day check (standing <> 'SIGNED' or signed_on is not null),
  constraint unsigned_has_no_day check (standing in ('SIGNED','ENDED') or signed_on is null),
  constraint ended_has_a_day check ((standing = 'ENDED') = (ended_on is not null)),
  constraint ends_after_signing check (ended_on >= signed_on)
);
create index on agreement (signed_on desc, id desc);
call hang('agreement');
-- Until its instant an embargoed agreement is seen only by the full viewers of its deals, or, without a deal, by the agency that entered it.
create function agreement_has_deal(asked uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from agreement_deal where agreement_id = asked)
$$;
call protect('agreement', $p$access &&& (select viewer_tokens()) and (not shared or sees_every_deal_of_agreement(id))
  and (embargo_until is null or embargo_until <= now() or entered_by_id = (select viewer_agency()) or agreement_has_deal(id))$p$);
revoke update on agreement from ancrage_service;
grant update (title, kind, standing, signed_on, place, amount, currency, ended_on, embargo_until, confidentiality, updated_at, version)
  on agreement to ancrage_service;
-- not by its own key alone: a row would tell of an agreement that is withheld for its other deals
call protect('agreement_deal', 'access &&& (select viewer_tokens()) and exists (select 1 from agreement a where a.id = agreement_id)', 'insert, delete');

-- From talks over a draft to a signature to its end, steps may be left out, and never back.
create function agreement_goes_forward() returns trigger language plpgsql as $$
declare
  way constant text[] := array['DISCUSSED','DRAFT','SIGNED','ENDED'];
begin
  if array_position(way, new.standing) < array_position(way, old.standing) then
    raise exception 'an agreement does not go from % to %', old.standing, new.standing using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger agreement_goes_forward before update of standing on agreement for each row execute function agreement_goes_forward();

create table agreement_party (
  id uuid primary key,
  agreement_id uuid not null references agreement,
  prospect_id uuid references prospect,
  agency_id uuid references agency,
  name text check (length(name) between 1 and 200),
  constraint one_party check (num_nonnulls(prospect_id, agency_id, name) = 1),
  constraint prospect_party_once unique (agreement_id, prospect_id),
  constraint agency_party_once unique (agreement_id, agency_id)
);
create index on agreement_party (prospect_id);
create index on agreement_party (agreement_id);
create unique index agreement_party_named_once on agreement_party (agreement_id, fold(name)) where name is not null;
call protect('agreement_party', 'exists (select 1 from agreement a where a.id = agreement_id)', 'insert, delete');

-- It takes two, seen when the transaction ends.
create function agreement_has_parties() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  asked uuid;
begin
  if tg_op = 'INSERT' then asked := new.id; else asked := old.agreement_id; end if;
  if (select count(*) from agreement_party where agreement_id = asked) < 2 then
    raise exception 'an agreement has at least two parties' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger agreement_has_parties after insert on agreement deferrable initially deferred
  for each row execute function agreement_has_parties();
create constraint trigger agreement_keeps_parties after delete on agreement_party deferrable initially deferred
  for each row execute function agreement_has_parties();
`

const claimSql = `
create table claim (
  id uuid primary key,
  deal_id uuid references deal,
  prospect_id uuid references prospect,
  agreement_id uuid references agreement,
  statement text not null check (length(statement) between 1 and 4000),
  wording text check (length(wording) between 1 and 4000),
  wording_language text check (wording_language in ('FR','NL','DE','EN')),
  stated_on date not null,
  recorded_at timestamptz(3) not null,
  by_id uuid not null references "user",
  source_kind text not null check (source_kind in ('COMPANY','PUBLIC_AUTHORITY','PRESS','PARTNER','OWN_AGENCY','UNNAMED','OTHER')),
  source_name text check (length(source_name) between 1 and 300),
  source_published_on date,
  source_address text check (length(source_address) <= 2000),
  standing text not null check (standing in ('UNCONFIRMED','CONFIRMED','DENIED','RETRACTED')),
  reliability text not null check (reliability in ('A','B','C','D','E','F')),
  credibility int not null check (credibility between 1 and 6),
  disputes_id uuid references claim,
  embargo_until timestamptz(3),
  access int[] not null default '{}',
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint one_subject check (num_nonnulls(deal_id, prospect_id, agreement_id) = 1),
  constraint wording_has_language check ((wording is null) = (wording_language is null)),
  constraint disputes_another check (disputes_id <> id)
);
create index on claim (deal_id, stated_on desc);
create index on claim (prospect_id);
create index on claim (agreement_id);
create index on claim (disputes_id);
create index on claim (stated_on desc, id desc);

-- The subject is locked, so that a change of its key meanwhile finds the claim. A claim disputes one that is there
-- already, and never another one later: so there are no circles of disputes.
create function claim_follows_subject() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.deal_id is not null then
    select full_access into new.access from deal where id = new.deal_id for share;
  elsif new.prospect_id is not null then
    select access into new.access from prospect where id = new.prospect_id for share;
  else
    select access into new.access from agreement where id = new.agreement_id for share;
  end if;
  if new.disputes_id is not null and not exists (select 1 from claim where id = new.disputes_id) then
    raise exception 'a claim disputes an earlier one' using errcode = 'foreign_key_violation';
  end if;
  return new;
end $$;
create trigger claim_follows_subject before insert on claim for each row execute function claim_follows_subject();
create trigger deal_moves_claim after update on deal for each row
  when (old.full_access is distinct from new.full_access) execute function deal_moves_keys('claim', 'full_access');
create function prospect_moves_claim() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update claim set access = new.access where prospect_id = new.id;
  return null;
end $$;
create trigger prospect_moves_claim after update of access on prospect
  for each row when (old.access is distinct from new.access) execute function prospect_moves_claim();
create function agreement_moves_claim() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update claim set access = new.access where agreement_id = new.id;
  return null;
end $$;
create trigger agreement_moves_claim after update of access on agreement for each row
  when (old.access is distinct from new.access) execute function agreement_moves_claim();

-- A claim about an agreement is seen by whoever sees the agreement. Embargoed: until the instant only by the full
-- viewers of its deal or of its agreement's deals, or, without a deal, by the agency of whoever recorded it.
create function agency_of(asked uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$ select agency_id from "user" where id = asked $$;
call protect('claim', $p$access &&& (select viewer_tokens())
  and (agreement_id is null or exists (select 1 from agreement a where a.id = agreement_id))
  and (embargo_until is null or embargo_until <= now() or deal_id is not null
       or agency_of(by_id) = (select viewer_agency()) or agreement_has_deal(agreement_id))$p$);
-- What was stated is never changed. The right to this one column lets a writer lock the row before grading it.
revoke update on claim from ancrage_service;
grant update (updated_at) on claim to ancrage_service;

-- Grades are appended; the claim carries the latest, and counts them as its version.
create table claim_grading (
  id uuid primary key,
  claim_id uuid not null references claim,
  ordinal int not null,
  standing text not null check (standing in ('UNCONFIRMED','CONFIRMED','DENIED','RETRACTED')),
  reliability text not null check (reliability in ('A','B','C','D','E','F')),
  credibility int not null check (credibility between 1 and 6),
  graded_on date not null,
  recorded_at timestamptz(3) not null,
  reason text check (length(reason) between 1 and 2000),
  by_id uuid not null references "user",
  unique (claim_id, ordinal),
  constraint graded_anew_for_a_reason check (ordinal = 1 or reason is not null)
);
call protect('claim_grading', 'exists (select 1 from claim c where c.id = claim_id)', 'insert');
create function claim_grading_is_next() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  c claim;
  last claim_grading;
begin
  select * into c from claim where id = new.claim_id for update;
  select * into last from claim_grading where claim_id = new.claim_id order by ordinal desc limit 1;
  new.ordinal := coalesce(last.ordinal, 0) + 1;
  if new.graded_on < coalesce(last.graded_on, c.stated_on) then
    raise exception 'a claim is graded before the grade it follows' using errcode = 'check_violation';
  end if;
  update claim set standing = new.standing, reliability = new.reliability, credibility = new.credibility,
         updated_at = greatest(updated_at, new.recorded_at), version = new.ordinal
   where id = new.claim_id;
  return new;
end $$;
create trigger claim_grading_is_next before insert on claim_grading for each row execute function claim_grading_is_next();

-- Every claim has a first grade: it is given in the transaction that records it.
create function claim_is_graded() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from claim_grading where claim_id = new.id) then
    raise exception 'a claim is recorded with its first grade' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger claim_is_graded after insert on claim deferrable initially deferred
  for each row execute function claim_is_graded();
`

const taskSql = `
create table task (
  id uuid primary key,
  title text not null check (length(title) between 1 and 300),
  details text check (length(details) between 1 and 4000),
  deal_id uuid references deal,
  meeting_id uuid references meeting,
  assignee_id uuid not null references "user",
  due_on date not null,
  completed_on date,
  completed_by_id uuid references "user",
  entered_by_id uuid not null references agency,
  access int[] not null default '{}',
  shared boolean not null default false,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version int not null default 1,
  constraint completed_by_somebody check ((completed_on is null) = (completed_by_id is null))
);
create index on task (deal_id, due_on);
create index on task (meeting_id);
create index on task (assignee_id, due_on);

-- A task follows its deal; without one its meeting; without either it belongs to the agency that entered it.
create function task_follows_subject() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.deal_id is not null then
    select full_access, false into new.access, new.shared from deal where id = new.deal_id for share;
  elsif new.meeting_id is not null then
    select access, shared into new.access, new.shared from meeting where id = new.meeting_id for share;
  else
    new.access := free_access('INTERNAL', new.entered_by_id);
  end if;
  return new;
end $$;
create trigger task_follows_subject before insert on task for each row execute function task_follows_subject();
create trigger deal_moves_task after update on deal for each row
  when (old.full_access is distinct from new.full_access) execute function deal_moves_keys('task', 'full_access');
create function meeting_moves_task() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update task set access = new.access, shared = new.shared where meeting_id = new.id and deal_id is null;
  return null;
end $$;
create trigger meeting_moves_task after update of access, shared on meeting for each row
  when ((old.access, old.shared) is distinct from (new.access, new.shared)) execute function meeting_moves_task();
call protect('task', 'access &&& (select viewer_tokens()) and (not shared or sees_every_deal_of_meeting(meeting_id))');
revoke update on task from ancrage_service;
grant update (title, details, assignee_id, due_on, completed_on, completed_by_id, updated_at, version) on task to ancrage_service;
`
