create or replace function check_service_secret(secret bytea) returns void
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if session_user <> current_user and not exists (select from service_secret w where w.digest = sha256(check_service_secret.secret)) then
    raise exception 'only the service itself' using errcode = 'insufficient_privilege';
  end if;
end $$;
