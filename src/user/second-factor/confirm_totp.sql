create or replace function confirm_totp(
  service_secret bytea, user_id uuid, new_secret bytea, step bigint, code_hashes bytea[], entry_id uuid
) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret(service_secret);
  update totp t
     set secret = new_secret, pending_secret = null, confirmed_at = now(), last_step = step
   where t.user_id = confirm_totp.user_id
     and new_secret = case when t.confirmed_at is null then t.secret else t.pending_secret end;
  if not found then
    return false;
  end if;
  delete from totp_recovery_code c where c.user_id = confirm_totp.user_id;
  insert into totp_recovery_code (user_id, code_hash)
  select confirm_totp.user_id, h from unnest(code_hashes) h;
  insert into audit_entry (id, at, user_id, verb, subject_type, subject_id, after)
  values (entry_id, clock_timestamp(), user_id, 'confirmSecondFactor', 'User', user_id, '{"confirmed": true}');
  return true;
end $$;

comment on function confirm_totp(bytea, uuid, bytea, bigint, bytea[], uuid) is
  'Puts the new second factor of a user in place of an earlier one: a sign-in takes its codes from now on, but none of `step` or before. Stores the SHA-256 of the recovery codes in place of earlier ones. Returns false if `new_secret` does not wait to be confirmed: another request has confirmed or replaced it. Raises insufficient_privilege without the secret of a service process, which has checked a code. Security definer: the service cannot write them.';

grant execute on function confirm_totp(bytea, uuid, bytea, bigint, bytea[], uuid) to ancrage_service;
