import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What was recorded wrongly, or learned late, is put right beside what was held before: nothing is overwritten. */
export class Corrections0006 implements MigrationInterface {
  name = 'Corrections1795219200006'

  async up(db: QueryRunner): Promise<void> {
    await db.query(movesSql)
    await db.query(chainSql)
    await db.query(teamSql)
    await db.query(handoverSql)
    await db.query(gradingSql)
  }

  async down(): Promise<void> {
    throw new Error('Corrections are not taken away: restore a backup instead.')
  }
}

/** A move is no longer held once a correction names it; what replaces it, if anything does, is a move of its own. */
const movesSql = `
-- where a move that was recorded out of turn belongs among the ordinals of its deal; null: where it was recorded
alter table transition add column place numeric;
-- a report as of now looks for what was recorded since
create index on transition (recorded_at);

create table transition_correction (
  id uuid primary key,
  deal_id uuid not null references deal,
  transition_id uuid not null unique references transition,
  replaced_by_id uuid unique references transition,
  by_id uuid not null references "user",
  recorded_at timestamptz(3) not null,
  access int[] not null default '{}',
  constraint corrected_by_another check (replaced_by_id <> transition_id)
);
create index on transition_correction (deal_id);
create index on transition_correction (recorded_at);
call protect('transition_correction', 'access &&& (select viewer_tokens())', 'insert');
call follow_deal('transition_correction', 'seen');

-- why something was corrected, kept apart: it may name names
create table correction_words (
  correction_id uuid primary key,
  deal_id uuid not null references deal,
  reason text not null check (length(reason) between 1 and 2000),
  access int[] not null default '{}'
);
create index on correction_words (deal_id);
call protect('correction_words', 'access &&& (select viewer_tokens())', 'insert');
call follow_deal('correction_words', 'full_access');
`

/**
 * The next move is checked as it comes. A correction puts in several moves at once, each with its place; they are
 * checked together, as the chain that holds then, when the writer asks for it and at the latest when it commits.
 */
const chainSql = `
create function moves_held(asked uuid) returns setof transition
language sql stable security definer set search_path = public, pg_temp as $$
  select t.* from transition t
   where t.deal_id = asked and not exists (select 1 from transition_correction c where c.transition_id = t.id)
   order by coalesce(t.place, t.ordinal)
$$;
revoke execute on function moves_held from public, ancrage_service;

create function move_is_allowed(origin text, target text, resume text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(case o.outcome
      when 'PAUSED' then t.code = resume
      when 'OPEN' then t.code <> o.code and (t.outcome <> 'WON' or o.code = 'COMMITTED')
      else t.outcome = 'OPEN' and t.position <= (select position from deal_stage where code = resume) end, false)
    from deal_stage o, deal_stage t where o.code = origin and t.code = target
$$;

create function check_move_facts(move transition) returns void
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare missing text[];
begin
  if move.override or not exists (select 1 from deal_stage o, deal_stage t
      where o.code = move.from_stage and t.code = move.to_stage and o.outcome = 'OPEN'
        and (t.outcome <> 'OPEN' or t.position > o.position)) then
    return;
  end if;
  missing := missing_facts(move.deal_id, move.to_stage);
  if missing <> '{}' then
    raise exception 'facts are missing: %', missing using errcode = 'check_violation';
  end if;
end $$;
revoke execute on function check_move_facts from public, ancrage_service;

create or replace function transition_is_next() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  d deal;
  latest transition;
begin
  select * into d from deal where id = new.deal_id for update;
  select max(ordinal), max(recorded_at) into latest.ordinal, latest.recorded_at from transition where deal_id = new.deal_id;
  new.ordinal := coalesce(latest.ordinal, 0) + 1;
  new.recorded_at := greatest(new.recorded_at, latest.recorded_at);
  if new.place is not null then
    -- a move that stood there before was checked then: another day does not ask for its facts again
    if not exists (select 1 from transition t where t.deal_id = new.deal_id and t.to_stage = new.to_stage) then
      perform check_move_facts(new);
    end if;
    return new;
  end if;

  if new.from_stage is distinct from d.stage then
    raise exception 'transition starts at %, the deal is at %', new.from_stage, d.stage using errcode = 'check_violation';
  elsif new.effective_on < d.stage_since or new.effective_on < d.opened_on then
    raise exception 'transition is effective before the one it follows' using errcode = 'check_violation';
  elsif d.stage is not null and not move_is_allowed(d.stage, new.to_stage, d.resume_stage) then
    raise exception 'a deal does not move from % to %', d.stage, new.to_stage using errcode = 'check_violation';
  end if;
  perform check_move_facts(new);

  update deal set stage = new.to_stage, stage_since = new.effective_on,
         resume_stage = resume_after(new.to_stage, d.stage, d.resume_stage)
   where id = new.deal_id;
  return new;
end $$;

-- Where a paused or ended deal goes on: where it stood when it was last open.
create function resume_after(target text, origin text, resume text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case when t.outcome = 'OPEN' then null
              when (select outcome from deal_stage where code = origin) = 'OPEN' then origin else resume end
    from deal_stage t where t.code = target
$$;

-- The moves that hold are a chain from the opening on, and the deal stands where the last one took it.
create function settle_moves(asked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  move transition;
  standing text;
  since date;
  resume text;
  opened date;
begin
  for move in select * from moves_held(asked) loop
    if move.from_stage is distinct from standing then
      raise exception 'a move starts at %, the one before ends at %', move.from_stage, standing using errcode = 'check_violation';
    elsif move.effective_on < since then
      raise exception 'a move is effective before the one it follows' using errcode = 'check_violation';
    elsif standing is not null and not move_is_allowed(standing, move.to_stage, resume) then
      raise exception 'a deal does not move from % to %', standing, move.to_stage using errcode = 'check_violation';
    end if;
    resume := resume_after(move.to_stage, standing, resume);
    opened := coalesce(opened, move.effective_on);
    standing := move.to_stage;
    since := move.effective_on;
  end loop;
  if standing is null then
    raise exception 'the opening of a deal is not taken back' using errcode = 'check_violation';
  end if;
  update deal d set stage = standing, stage_since = since, resume_stage = resume, opened_on = opened
   where d.id = asked
     and (d.stage, d.stage_since, d.resume_stage, d.opened_on) is distinct from (standing, since, resume, opened);
end $$;
revoke execute on function settle_moves from public, ancrage_service;

create function moves_are_a_chain() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform settle_moves(new.deal_id);
  return null;
end $$;
create constraint trigger moves_are_a_chain after insert on transition deferrable initially deferred
  for each row when (new.place is not null) execute function moves_are_a_chain();
create constraint trigger corrections_leave_a_chain after insert on transition_correction deferrable initially deferred
  for each row execute function moves_are_a_chain();

create function correction_fits() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from deal where id = new.deal_id for update;
  new.recorded_at := greatest(new.recorded_at, (select max(recorded_at) from transition where deal_id = new.deal_id));
  if exists (select 1 from transition t where t.id in (new.transition_id, new.replaced_by_id) and t.deal_id <> new.deal_id) then
    raise exception 'a correction stays with its deal' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger correction_fits before insert on transition_correction for each row execute function correction_fits();
`

/** A membership as it was held until it was corrected. */
const teamSql = `
create table deal_team_correction (
  id uuid primary key,
  deal_id uuid not null references deal,
  member_id uuid not null,
  agency_id uuid not null references agency,
  role text not null,
  from_day date not null,
  until_day date,
  recorded_at timestamptz(3) not null,
  end_recorded_at timestamptz(3),
  corrected_at timestamptz(3) not null,
  by_id uuid not null references "user",
  access int[] not null default '{}'
);
create index on deal_team_correction (deal_id);
create index on deal_team_correction (agency_id, corrected_at);
call protect('deal_team_correction', 'access &&& (select viewer_tokens())', 'insert');
call follow_deal('deal_team_correction', 'seen');

grant update (from_day, role, recorded_at), delete on deal_team to ancrage_service;
create policy viewer_removes on deal_team for delete to ancrage_service using (access &&& (select viewer_tokens()));

-- Ending a membership adds to what is known; any other change puts aside what was held, by the same writer.
create function membership_is_kept() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.until_day is null
     and (new.from_day, new.role, new.recorded_at) is not distinct from (old.from_day, old.role, old.recorded_at) then
    return new;
  end if;
  if not exists (select 1 from deal_team_correction c where c.member_id = old.id
      and (c.deal_id, c.agency_id, c.role, c.from_day, c.until_day, c.recorded_at, c.end_recorded_at)
          is not distinct from (old.deal_id, old.agency_id, old.role, old.from_day, old.until_day, old.recorded_at, old.end_recorded_at)) then
    raise exception 'a membership is corrected beside what was held' using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger membership_is_kept before delete or update of deal_id, agency_id, role, from_day, until_day, recorded_at, end_recorded_at
  on deal_team for each row execute function membership_is_kept();
create trigger team_shrinks_access after delete on deal_team for each row execute function team_changes_access();
`

const handoverSql = `
create table handover_correction (
  id uuid primary key,
  deal_id uuid not null references deal,
  handover_id uuid not null unique references handover,
  replaced_by_id uuid unique references handover,
  by_id uuid not null references "user",
  recorded_at timestamptz(3) not null,
  access int[] not null default '{}',
  constraint handed_over_otherwise check (replaced_by_id <> handover_id)
);
create index on handover_correction (deal_id);
call protect('handover_correction', 'access &&& (select viewer_tokens())', 'insert');
call follow_deal('handover_correction', 'full_access');
`

/** A claim shows the grading of the latest day that nobody replaced, in whichever order they were recorded. */
const gradingSql = `
alter table claim_grading add column replaces_id uuid references claim_grading;
alter table claim_grading add constraint grading_replaced_once unique (replaces_id);

create or replace function claim_grading_is_next() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare c claim;
begin
  select * into c from claim where id = new.claim_id for update;
  new.ordinal := coalesce((select max(ordinal) from claim_grading where claim_id = new.claim_id), 0) + 1;
  if new.graded_on < c.stated_on then
    raise exception 'a claim is graded before it was stated' using errcode = 'check_violation';
  elsif new.replaces_id is not null
      and not exists (select 1 from claim_grading g where g.id = new.replaces_id and g.claim_id = new.claim_id) then
    raise exception 'a grading replaces one of the same claim' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create function claim_shows_its_grade() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update claim c set standing = g.standing, reliability = g.reliability, credibility = g.credibility,
         updated_at = greatest(c.updated_at, new.recorded_at), version = new.ordinal
    from (select * from claim_grading g where g.claim_id = new.claim_id
             and not exists (select 1 from claim_grading r where r.replaces_id = g.id)
           order by g.graded_on desc, g.ordinal desc limit 1) g
   where c.id = new.claim_id;
  return null;
end $$;
create trigger claim_shows_its_grade after insert on claim_grading for each row execute function claim_shows_its_grade();
`
