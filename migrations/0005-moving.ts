import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Moving a deal: the facts that stages require, and the rules that no writer can get around. */
export class Moving0005 implements MigrationInterface {
  name = 'Moving1795219200005'

  async up(db: QueryRunner): Promise<void> {
    await db.query(factsSql)
    await db.query(rulesSql)
  }

  async down(): Promise<void> {
    throw new Error('Transitions are not taken away: restore a backup instead.')
  }
}

/** One row a deal, one yes or no a fact, named as deal_stage.requires names them. Facts are the truth about the deal, shown only to its full viewers. */
const factsSql = `
create view deal_facts with (security_barrier) as
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
  exists (select 1 from loss_reason r where r.deal_id = d.id) as "lossReason",
  exists (select 1 from loss_destination r where r.deal_id = d.id) as "lossDestination"
from deal d join deal_identity i on i.deal_id = d.id
where d.full_access &&& (select viewer_tokens());
grant select on deal_facts to ancrage_service;

-- What is missing before the deal may stand in the stage: cumulative along the open stages and LANDED, only its own for LOST and DORMANT.
create function missing_facts(asked uuid, target text) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(r.fact order by s.position, r.n), '{}')
    from deal_stage t, deal_stage s, unnest(s.requires) with ordinality as r (fact, n)
   where t.code = target
     and (s.code = t.code or (t.outcome in ('OPEN','WON') and s.outcome in ('OPEN','WON') and s.position < t.position))
     and not coalesce(((select to_jsonb(f) from deal_facts f where f.deal_id = asked) ->> r.fact)::boolean, false)
$$;
`

const rulesSql = `
create function transition_is_next() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  d deal;
  last transition;
  origin deal_stage;
  target deal_stage;
  missing text[];
begin
  select * into d from deal where id = new.deal_id for update;
  select * into last from transition where deal_id = new.deal_id order by ordinal desc limit 1;
  select * into origin from deal_stage where code = d.stage;
  select * into target from deal_stage where code = new.to_stage;
  new.ordinal := coalesce(last.ordinal, 0) + 1;
  new.recorded_at := greatest(new.recorded_at, last.recorded_at);

  if new.from_stage is distinct from d.stage then
    raise exception 'transition starts at %, the deal is at %', new.from_stage, d.stage using errcode = 'check_violation';
  elsif new.effective_on < last.effective_on or new.effective_on < d.opened_on then
    raise exception 'transition is effective before the one it follows' using errcode = 'check_violation';
  elsif d.stage is not null and not coalesce(case origin.outcome
      when 'PAUSED' then target.code = d.resume_stage
      when 'OPEN' then target.code <> origin.code and (target.outcome <> 'WON' or origin.code = 'COMMITTED')
      else target.outcome = 'OPEN' and target.position <= (select position from deal_stage where code = d.resume_stage) end, false) then
    raise exception 'a deal does not move from % to %', d.stage, new.to_stage using errcode = 'check_violation';
  end if;

  if d.stage is not null and origin.outcome = 'OPEN' and not new.override
     and (target.outcome <> 'OPEN' or target.position > origin.position) then
    missing := missing_facts(new.deal_id, new.to_stage);
    if missing <> '{}' then
      raise exception 'facts are missing: %', missing using errcode = 'check_violation';
    end if;
  end if;

  update deal set stage = new.to_stage, stage_since = new.effective_on,
         resume_stage = case when target.outcome = 'OPEN' then null when origin.outcome = 'OPEN' then d.stage else d.resume_stage end
   where id = new.deal_id;
  return new;
end $$;
create trigger transition_is_next before insert on transition for each row execute function transition_is_next();

-- Back, out of a final stage, into LOST's pause or by override: only with a reason, seen when the transaction ends.
create function transition_has_reason() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (new.override or (select target.outcome = 'PAUSED' or (origin.outcome in ('WON','LOST'))
        or (origin.outcome = 'OPEN' and target.outcome = 'OPEN' and target.position < origin.position)
      from deal_stage origin, deal_stage target where origin.code = new.from_stage and target.code = new.to_stage))
     and not exists (select 1 from transition_words where transition_id = new.id) then
    raise exception 'this transition needs a reason' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger transition_has_reason after insert on transition deferrable initially deferred
  for each row execute function transition_has_reason();

-- Every deal has a first transition: it is opened in the transaction that makes it.
create function deal_is_opened() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from transition where deal_id = new.id)
     or not exists (select 1 from deal_team where deal_id = new.id and role = 'LEAD')
     or not exists (select 1 from deal_identity where deal_id = new.id) then
    raise exception 'a deal is opened with its identity, its lead and its first stage' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger deal_is_opened after insert on deal deferrable initially deferred
  for each row execute function deal_is_opened();
`
