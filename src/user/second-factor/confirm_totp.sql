create or replace function confirm_totp(
  service_secret bytea, user_id uuid, code_hashes bytea[], entry_id uuid
) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret(service_secret);
  update totp t set confirmed_at = now() where t.user_id = confirm_totp.user_id and t.confirmed_at is null;
  delete from totp_recovery_code c where c.user_id = confirm_totp.user_id;
  insert into totp_recovery_code (user_id, code_hash)
  select confirm_totp.user_id, h from unnest(code_hashes) h;
  insert into audit_entry (id, at, user_id, verb, subject_type, subject_id, after)
  values (entry_id, clock_timestamp(), user_id, 'confirmSecondFactor', 'User', user_id, '{"confirmed": true}');
end $$;

comment on function confirm_totp(bytea, uuid, bytea[], uuid) is
  'Notes that the second factor of a user works: a sign-in takes a code from now on. Stores the SHA-256 of their recovery codes. Raises insufficient_privilege without the secret of a service process, which has checked a code. Security definer: the service cannot write them.';

grant execute on function confirm_totp(bytea, uuid, bytea[], uuid) to ancrage_service;
