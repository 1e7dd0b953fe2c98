import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What a deal goes through more than once keeps its history, and what contradicts itself is refused. */
export class Mending0010 implements MigrationInterface {
  name = 'Mending1795219200010'

  async up(db: QueryRunner): Promise<void> {
    await db.query(lossSql)
    await db.query(factsSql)
    await db.query(landingSql)
    await db.query(knowingSql)
    await db.query(locationSql)
    await db.query(jobsSql)
    await db.query(meetingSql)
    await db.query(taskSql)
    await db.query(embargoSql)
    await db.query(correctionSql)
  }

  async down(): Promise<void> {
    throw new Error('What was recorded since is not taken away: restore a backup instead.')
  }
}

/** Why a deal was lost belongs to that loss: when it is reopened, what was said stays, and counts no more. */
const lossSql = `
alter table loss_reason add column reopened_at timestamptz(3);
alter table loss_reason drop constraint loss_reason_deal_id_rank_key, drop constraint loss_reason_deal_id_code_key;
create unique index loss_reason_rank_once on loss_reason (deal_id, rank, reopened_at) nulls not distinct;
create unique index loss_reason_code_once on loss_reason (deal_id, code, reopened_at) nulls not distinct;
drop policy viewer_removes on loss_reason;
create policy viewer_removes on loss_reason for delete to ancrage_service
  using (access &&& (select viewer_tokens()) and reopened_at is null);

alter table loss_destination add column id uuid not null default gen_random_uuid(), add column reopened_at timestamptz(3);
alter table loss_destination alter column id drop default, drop constraint loss_destination_pkey, add primary key (id);
create unique index loss_destination_once on loss_destination (deal_id, reopened_at) nulls not distinct;
drop policy viewer_removes on loss_destination;
create policy viewer_removes on loss_destination for delete to ancrage_service
  using (access &&& (select viewer_tokens()) and reopened_at is null);

create function reopening_ends_loss() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update loss_reason set reopened_at = new.recorded_at where deal_id = new.deal_id and reopened_at is null;
  update loss_destination set reopened_at = new.recorded_at where deal_id = new.deal_id and reopened_at is null;
  return null;
end $$;
-- a move that is recorded again, because it was corrected, reopens nothing a second time
create trigger reopening_ends_loss after insert on transition for each row
  when (new.from_stage = 'LOST' and new.place is null) execute function reopening_ends_loss();

-- what was said before, of deals that have been reopened
with reopened as (
  select deal_id, max(recorded_at) as at from transition where from_stage = 'LOST' group by deal_id
)
update loss_reason l set reopened_at = r.at from reopened r, deal d
 where r.deal_id = l.deal_id and d.id = l.deal_id and d.stage <> 'LOST';
with reopened as (
  select deal_id, max(recorded_at) as at from transition where from_stage = 'LOST' group by deal_id
)
update loss_destination l set reopened_at = r.at from reopened r, deal d
 where r.deal_id = l.deal_id and d.id = l.deal_id and d.stage <> 'LOST';
`

/** The same facts; those of a loss are of the present one. */
const factsSql = `
create or replace view deal_facts with (security_barrier) as
select d.id as deal_id,
  i.prospect_id is not null as "prospect",
  d.sector is not null as "sector",
  d.activity is not null as "activity",
  d.type is not null as "type",
  d.officer_id is not null as "officer",
  exists (select 1 from contact c where c.prospect_id = i.prospect_id and c.erased_at is null)
    or exists (select 1 from meeting_deal md join meeting m on m.id = md.meeting_id
                where md.deal_id = d.id and m.status <> 'CANCELLED') as "contactOrMeeting",
  exists (select 1 from location l where l.deal_id = d.id and l.site_id is not null and l.standing <> 'REJECTED') as "ourSite",
  d.no_competing_locations or exists (select 1 from location l where l.deal_id = d.id and l.site_id is null) as "competingLocations",
  exists (select 1 from meeting_deal md join meeting m on m.id = md.meeting_id join meeting_participant p on p.meeting_id = m.id
            left join contact c on c.id = p.contact_id
           where md.deal_id = d.id and m.status = 'HELD' and coalesce(p.agency_id, c.agency_id) is null
             and (p.decision_maker or c.decision_maker)) as "decisionMakerMet",
  d.capex_unknown or d.capex_low is not null as "capex",
  d.jobs_unknown or exists (select 1 from job_projection j where j.deal_id = d.id) as "jobProjection",
  d.expected_decision_from is not null as "expectedDecision",
  exists (select 1 from agreement_deal ad join agreement a on a.id = ad.agreement_id
           where ad.deal_id = d.id and a.standing = 'SIGNED'
             and a.kind in ('MOU','PARTNERSHIP','LEASE','INCENTIVE','INVESTMENT_CONTRACT')) as "signedAgreement",
  exists (select 1 from location l where l.deal_id = d.id and l.site_id is not null and l.standing = 'CHOSEN') as "chosenSite",
  exists (select 1 from job_projection j where j.deal_id = d.id and j.standing = 'REALISED'
             and not exists (select 1 from job_projection r where r.replaces_id = j.id)) as "realisedJobs",
  exists (select 1 from landing_verification v where v.deal_id = d.id
             and v.by_id is distinct from d.officer_id and v.by_id is distinct from (select viewer_id())
             and v.recorded_at > coalesce((select max(t.recorded_at) from transition t where t.deal_id = d.id and t.from_stage = 'LANDED'), '-infinity')
         ) as "verifiedLanding",
  exists (select 1 from loss_reason r where r.deal_id = d.id and r.reopened_at is null) as "lossReason",
  exists (select 1 from loss_destination r where r.deal_id = d.id and r.reopened_at is null) as "lossDestination"
from deal d join deal_identity i on i.deal_id = d.id
where d.full_access &&& (select viewer_tokens());
`

const landingSql = `
create function landing_is_verifiable() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from deal d join deal_stage s on s.code = d.stage where d.id = new.deal_id and s.outcome in ('OPEN','WON')) then
    raise exception 'there is no landing to verify' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger landing_is_verifiable before insert on landing_verification for each row execute function landing_is_verifiable();
`

/** Of a SECRET deal only those who are named know: without a HEAD among them who works on it, nobody could name another. */
const knowingSql = `
create function heads_who_know(asked uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from need_to_know n join "user" u on u.id = n.user_id
    join deal_team t on t.deal_id = n.deal_id and t.agency_id = u.agency_id
   where n.deal_id = asked and u.role = 'HEAD' and u.active and t.until_day is null and t.role in ('LEAD','SUPPORT')
$$;

create function a_head_keeps_knowing() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  loses boolean;
begin
  if tg_table_name = 'need_to_know' then
    loses := exists (select 1 from "user" where id = old.user_id and role = 'HEAD');
  else
    loses := exists (select 1 from need_to_know n join "user" u on u.id = n.user_id
                      where n.deal_id = old.deal_id and u.agency_id = old.agency_id and u.role = 'HEAD');
  end if;
  if loses and heads_who_know(old.deal_id) = 0
     and exists (select 1 from deal where id = old.deal_id and confidentiality = 'SECRET') then
    raise exception 'nobody would be left who may name others' using errcode = 'IN001',
      detail = case when tg_table_name = 'need_to_know' then 'input.user' else '' end, hint = 'LAST_WHO_KNOWS';
  end if;
  return null;
end $$;
create trigger a_head_keeps_knowing after delete on need_to_know for each row execute function a_head_keeps_knowing();
create constraint trigger a_head_keeps_knowing after update on deal_team deferrable initially deferred
  for each row when (old.until_day is distinct from new.until_day) execute function a_head_keeps_knowing();
`

/** What a location stood at, and since when, as it was recorded: kept by the database, whoever writes. */
const locationSql = `
create table location_entry (
  id uuid primary key default gen_random_uuid(),
  location_id uuid not null references location,
  deal_id uuid not null references deal,
  ordinal int not null,
  standing text not null check (standing in ('CANDIDATE','SHORTLISTED','CHOSEN','REJECTED')),
  since date not null,
  recorded_at timestamptz(3) not null,
  by_id uuid references "user",
  access int[] not null default '{}',
  unique (location_id, ordinal)
);
create index on location_entry (deal_id);
call protect('location_entry', 'access &&& (select viewer_tokens())', '');
call follow_deal('location_entry', 'full_access');

create function location_keeps_history() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into location_entry (location_id, deal_id, ordinal, standing, since, recorded_at, by_id)
  select new.id, new.deal_id, coalesce(max(ordinal), 0) + 1, new.standing, new.since, new.updated_at, viewer_id()
    from location_entry where location_id = new.id;
  return null;
end $$;
create trigger location_begins_history after insert on location for each row execute function location_keeps_history();
create trigger location_keeps_history after update on location for each row
  when ((old.standing, old.since) is distinct from (new.standing, new.since)) execute function location_keeps_history();

-- of what was replaced before, only the trail knows
insert into location_entry (location_id, deal_id, ordinal, standing, since, recorded_at)
select id, deal_id, 1, standing, since, updated_at from location;
`

/** Jobs are stated, or stated to be unknown, never both: stating them takes the other back. */
const jobsSql = `
update deal d set jobs_unknown = false where jobs_unknown and exists (select 1 from job_projection j where j.deal_id = d.id);

create function stated_jobs_are_known() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update deal set jobs_unknown = false where id = new.deal_id and jobs_unknown;
  return null;
end $$;
create trigger stated_jobs_are_known after insert on job_projection for each row execute function stated_jobs_are_known();

create function known_jobs_stay_known() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select 1 from job_projection where deal_id = new.id) then
    raise exception 'jobs have been stated' using errcode = 'IN001', detail = 'input.jobsUnknown', hint = 'JOBS_STATED';
  end if;
  return new;
end $$;
create trigger known_jobs_stay_known before update of jobs_unknown on deal for each row
  when (new.jobs_unknown and not old.jobs_unknown) execute function known_jobs_stay_known();
`

/**
 * A meeting that was not held after all is put right; one that was cancelled stays so. One without a deal is seen by
 * the agency that hosts it as well.
 */
const meetingSql = `
drop trigger meeting_status_is_final on meeting;
create trigger meeting_status_is_final before update of status on meeting for each row
  when (old.status = 'CANCELLED' and new.status <> 'CANCELLED') execute function meeting_status_is_final();

create function free_meeting_access(m meeting) returns int[] language sql stable as $$
  select array(select distinct unnest(free_access(m.confidentiality, m.entered_by_id)
                                   || free_access(m.confidentiality, m.host_agency_id)) order by 1)
$$;
create or replace function meeting_sets_access() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.access := free_meeting_access(new);
  return new;
end $$;
create or replace function refresh_meeting_access(asked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from meeting where id = asked for update;
  update meeting m set access = k.key, shared = k.deals > 1
    from (select count(*) as deals,
                 case when count(*) = 0 then (select free_meeting_access(f) from meeting f where f.id = asked)
                      else array(select distinct unnest(h.access) from meeting_deal h where h.meeting_id = asked order by 1) end as key
            from meeting_deal where meeting_id = asked) k
   where m.id = asked and (m.access, m.shared) is distinct from (k.key, k.deals > 1);
end $$;
drop trigger meeting_confidentiality_moves_access on meeting;
create trigger meeting_confidentiality_moves_access after update of confidentiality, host_agency_id on meeting for each row
  when ((old.confidentiality, old.host_agency_id) is distinct from (new.confidentiality, new.host_agency_id))
  execute function meeting_confidentiality_moves_access();
select refresh_meeting_access(id) from meeting where host_agency_id is not null;
`

/** Whether somebody would see a task, asked before it is given to them. */
const taskSql = `
create function task_is_seen_by(asked uuid, reader uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select 1 from task t, "user" u join agency a on a.id = u.agency_id,
         lateral (select tokens_of(a.serial, u.serial, u.role, u.clearance)) as k (tokens)
     where t.id = asked and u.id = reader and t.access && k.tokens
       and (not t.shared or not exists (select 1 from meeting_deal h join deal d on d.id = h.deal_id
                                         where h.meeting_id = t.meeting_id and not d.full_access && k.tokens)))
$$;
`

/** An embargo is moved or lifted; the version of a claim counts that as well as its grades. */
const embargoSql = `
grant update (embargo_until, version) on claim to ancrage_service;
create or replace function claim_shows_its_grade() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update claim c set standing = g.standing, reliability = g.reliability, credibility = g.credibility,
         updated_at = greatest(c.updated_at, new.recorded_at), version = c.version + (new.ordinal > 1)::int
    from (select * from claim_grading g where g.claim_id = new.claim_id
             and not exists (select 1 from claim_grading r where r.replaces_id = g.id)
           order by g.graded_on desc, g.ordinal desc limit 1) g
   where c.id = new.claim_id;
  return null;
end $$;
`

/** A membership that was corrected had one of the roles. */
const correctionSql = `
alter table deal_team_correction add check (role in ('LEAD','SUPPORT','INFORMED'));
`
