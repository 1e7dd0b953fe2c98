create or replace function has_password(user_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from credential c where c.user_id = has_password.user_id and c.user_id = viewer_id())
$$;

comment on function has_password(uuid) is
  'Returns whether the viewer has a password; false for every other user. Security definer: the service cannot read credentials.';

grant execute on function has_password(uuid) to ancrage_service;
