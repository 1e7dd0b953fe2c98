create or replace function count_heads_on_need_to_know(asked uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int
  from need_to_know n
    join "user" u on u.id = n.user_id
    join agency a on a.id = u.agency_id
    join deal_team t on t.deal_id = n.deal_id
      and t.agency_id = u.agency_id
  where n.deal_id = asked
    and u.role = 'HEAD'
    and u.active
    and a.active
    and t.until_day is null
    and t.role in ('LEAD', 'SUPPORT')
$$;

comment on function count_heads_on_need_to_know(uuid) is
  'An agency that is deactivated takes its HEADs along: the last who knows of a SECRET deal stays, as when he himself is.';
