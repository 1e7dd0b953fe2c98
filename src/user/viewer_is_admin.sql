create or replace function viewer_is_admin() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select role = 'ADMIN' from "user" where id = viewer_id()), false)
$$;

grant execute on function viewer_is_admin() to ancrage_service;
