create or replace function check_transition_facts(move transition) returns void
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  missing text[];
begin
  if move.override or not exists (
    select 1
      from deal_stage o, deal_stage t
     where o.code = move.from_stage
       and t.code = move.to_stage
       and o.outcome = 'OPEN'
       and (t.outcome <> 'OPEN' or t.position > o.position)
  ) then
    return;
  end if;
  missing := missing_facts(move.deal_id, move.to_stage);
  if missing <> '{}' then
    raise exception 'facts are missing: %', missing using errcode = 'check_violation';
  end if;
end $$;

comment on function check_transition_facts(transition) is
  'Refuses a transition from an open stage to a later one, or to one that is not open, while facts are missing for it, unless it is an override. The same rule: needsFacts and missingFacts in src/deal/stage/stage.ts. Security definer: called by triggers.';
