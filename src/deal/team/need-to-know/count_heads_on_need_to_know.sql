create or replace function count_heads_on_need_to_know(deal_id uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int
  from need_to_know n
    join "user" u on u.id = n.user_id
    join agency a on a.id = u.agency_id
    join deal_team t on t.deal_id = n.deal_id
      and t.agency_id = u.agency_id
  where n.deal_id = count_heads_on_need_to_know.deal_id
    and u.active
    and a.active
    and t.until_day is null
    and is_deal_action_allowed('setNeedToKnow', u.role, t.role)
$$;

comment on function count_heads_on_need_to_know(uuid) is
  'Returns how many users on the need-to-know list of a deal can change the list: active HEADs of an active agency that leads the deal (is_deal_action_allowed). Security definer: the caller may not see all of them.';
