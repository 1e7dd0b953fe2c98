create or replace function required_facts(target text) returns table (fact text, place int, n bigint)
language sql stable as $$
  select r.fact, s.position, r.n
  from deal_stage t, deal_stage s, unnest(s.requires) with ordinality as r (fact, n)
  where t.code = target
    and (
      s.code = t.code
        or (t.outcome in ('OPEN', 'WON') and s.outcome in ('OPEN', 'WON') and s.position < t.position)
    )
$$;

comment on function required_facts(text) is
  'the facts that a stage requires: cumulative along the open stages and LANDED, only its own for LOST and DORMANT';

grant execute on function required_facts(text) to ancrage_service;
