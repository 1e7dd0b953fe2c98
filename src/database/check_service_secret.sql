create or replace function check_service_secret(secret bytea) returns void
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if session_user <> current_user
     and not exists (select from service_secret s where s.digest = sha256(check_service_secret.secret)) then
    raise exception 'requires the secret of a service process' using errcode = 'insufficient_privilege';
  end if;
end $$;

comment on function check_service_secret(bytea) is
  'Raises insufficient_privilege unless the secret is that of a service process (src/database/service-secret.ts) or the owner of the tables calls. Sensitive functions call it, so that the role of the service alone is not sufficient. Security definer: the digests are hidden from that role.';
