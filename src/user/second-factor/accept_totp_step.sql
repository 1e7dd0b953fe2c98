create or replace function accept_totp_step(service_secret bytea, user_id uuid, step bigint) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret(service_secret);
  update totp t set last_step = step
   where t.user_id = accept_totp_step.user_id and coalesce(t.last_step, 0) < step;
  return found;
end $$;

comment on function accept_totp_step(bytea, uuid, bigint) is
  'Notes that a code of a step of 30 seconds was used; returns false if one of this or a later step was used before, so that no code works twice, even in two processes at once. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot write steps.';

grant execute on function accept_totp_step(bytea, uuid, bigint) to ancrage_service;
