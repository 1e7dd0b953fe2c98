create or replace function revoke_sql_login(asked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not viewer_is_admin() then raise exception 'an ADMIN revokes logins' using errcode = 'insufficient_privilege'; end if;
  perform revoke_sql_logins(array[asked]);
end $$;

grant execute on function revoke_sql_login(uuid) to ancrage_service;
