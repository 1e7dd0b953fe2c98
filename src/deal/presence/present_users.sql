create or replace function present_users(deal_id uuid) returns setof uuid
language sql stable rows 3 security definer set search_path = public, pg_temp as $$
  select p.user_id
  from deal d
    join deal_presence p on p.deal_id = d.id
    join "user" u on u.id = p.user_id
    join agency a on a.id = u.agency_id
  where d.id = present_users.deal_id
    and d.full_acl &&& (select viewer_acl_tokens())
    and p.seen_at > now() - interval '60 seconds'
    and u.id <> (select viewer_id())
    and u.active
    and a.active
    and d.masked_acl && acl_tokens_of(a.serial, u.serial, u.role, u.clearance)
$$;

comment on function present_users(uuid) is
  'Returns the other users who have a deal open and see it: no row unless the viewer sees the deal in full. Security definer: a viewer cannot read the presence of others, nor what they see.';

grant execute on function present_users(uuid) to ancrage_service;
