create or replace function recorded_stage(deal_id uuid) returns table (
  stage text, since date, resume_stage text, opened_on date
)
language sql stable security definer rows 1 set search_path = public, pg_temp as $$
  with
    chain as (
      select
        t.to_stage, t.effective_on, s.outcome,
        row_number() over (order by coalesce(t.place, t.ordinal)) as n
      from transition t join deal_stage s on s.code = t.to_stage
      where t.deal_id = recorded_stage.deal_id
        and not exists (select 1 from transition_correction c where c.transition_id = t.id)
    )
  select
    l.to_stage, l.effective_on,
    case
      when l.outcome <> 'OPEN' then (
        select c.to_stage from chain c where c.outcome = 'OPEN' order by c.n desc limit 1
      )
    end,
    f.effective_on
  from chain l join chain f on f.n = 1
  order by l.n desc
  limit 1
$$;

comment on function recorded_stage(uuid) is
  'Returns what the valid transitions of a deal make of it: its stage, the day it entered it, for a paused or ended deal the stage it was in when it was last open (else null), and the day it was opened. No row: the deal has no transition. Reads what the caller may not see; only for triggers. src/deal/transition/chain.ts computes the same (stateAfter).';
