create or replace function valid_transitions(asked uuid) returns setof transition
language sql stable security definer set search_path = public, pg_temp as $$
  select t.*
  from transition t
  where t.deal_id = asked and not exists (select 1 from transition_correction c where c.transition_id = t.id)
  order by coalesce(t.place, t.ordinal)
$$;

comment on function valid_transitions(uuid) is
  'The next move is checked as it comes. A correction puts in several moves at once, each with its place; they are checked together, as the chain that holds then, when the writer asks for it and at the latest when it commits.';
