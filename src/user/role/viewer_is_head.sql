create or replace function viewer_is_head() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select role = 'HEAD' from "user" where id = viewer_id()), false)
$$;

comment on function viewer_is_head() is
  'Returns whether the viewer has the role HEAD; false for an anonymous transaction. Security definer, so that policies can call it without those of user.';

grant execute on function viewer_is_head() to ancrage_service;
