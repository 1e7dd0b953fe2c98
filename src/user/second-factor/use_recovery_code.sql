create or replace function use_recovery_code(
  service_secret bytea, user_id uuid, code_hash bytea
) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret(service_secret);
  update totp_recovery_code c set used_at = now()
   where c.user_id = use_recovery_code.user_id and c.code_hash = use_recovery_code.code_hash
     and c.used_at is null;
  return found;
end $$;

comment on function use_recovery_code(bytea, uuid, bytea) is
  'Uses a recovery code up; returns false if the user has no such code, or has used it. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot read codes.';

grant execute on function use_recovery_code(bytea, uuid, bytea) to ancrage_service;
