create or replace function valid_transitions(deal_id uuid) returns setof transition
language sql stable security definer set search_path = public, pg_temp as $$
  select t.*
  from transition t
  where t.deal_id = valid_transitions.deal_id
    and not exists (select 1 from transition_correction c where c.transition_id = t.id)
  order by coalesce(t.place, t.ordinal)
$$;

comment on function valid_transitions(uuid) is
  'Returns the transitions of a deal that no correction names, in the order in which they happened. Security definer: called by triggers, which check all of them.';
