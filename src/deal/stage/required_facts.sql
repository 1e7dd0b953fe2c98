create or replace function required_facts(target_stage text) returns table (
  fact text, stage_position int, ordinal bigint
)
language sql stable as $$
  select r.fact, s.position, r.ordinal
  from deal_stage t, deal_stage s, unnest(s.requires) with ordinality as r (fact, ordinal)
  where t.code = target_stage
    and (
      s.code = t.code
        or (t.outcome in ('OPEN', 'WON') and s.outcome in ('OPEN', 'WON') and s.position < t.position)
    )
$$;

comment on function required_facts(text) is
  'Returns the facts that a deal must show to be in a stage: cumulative along the open stages and LANDED, only its own for LOST and DORMANT. Sorted by stage_position, ordinal they are in the order of the stages. No row for an unknown stage. The same rule: requiredFacts in src/deal/stage/stage.ts.';

grant execute on function required_facts(text) to ancrage_service;
