create or replace function revoke_sql_login(login_id uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not viewer_is_admin() then
    raise exception 'requires an ADMIN' using errcode = 'insufficient_privilege';
  end if;
  perform revoke_sql_logins(array[login_id]);
end $$;

comment on function revoke_sql_login(uuid) is
  'Revokes an SQL login and ends its connections. Raises insufficient_privilege unless the viewer is an ADMIN. Security definer: alters the role as the owner.';

grant execute on function revoke_sql_login(uuid) to ancrage_service;
