create or replace function viewer_is_admin() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select role = 'ADMIN' from "user" where id = viewer_id()), false)
$$;

comment on function viewer_is_admin() is
  'Returns whether the viewer has the role ADMIN; false for an anonymous transaction. Security definer, so that the policies of user can call it.';

grant execute on function viewer_is_admin() to ancrage_service;
