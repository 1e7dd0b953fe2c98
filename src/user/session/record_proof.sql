create or replace function record_proof(secret bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  select check_service_secret(secret); update session set proved_at = now() where id = viewer_session()
$$;

comment on function record_proof(bytea) is
  'Notes that the user of the session has proved again who they are. Raises insufficient_privilege without the secret of a service process, which has checked the password. Security definer: the service cannot write session.';

grant execute on function record_proof(bytea) to ancrage_service;
