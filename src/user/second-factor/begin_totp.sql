create or replace function begin_totp(
  service_secret bytea, user_id uuid, secret bytea, entry_id uuid
) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret(service_secret);
  insert into totp (user_id, secret, created_at) values (user_id, secret, now())
    on conflict on constraint totp_pkey do update
      set secret = excluded.secret, created_at = now(), confirmed_at = null, last_step = null;
  delete from totp_recovery_code c where c.user_id = begin_totp.user_id;
  insert into audit_entry (id, at, user_id, verb, subject_type, subject_id, after)
  values (entry_id, clock_timestamp(), user_id, 'enrolSecondFactor', 'User', user_id, '{"confirmed": false}');
end $$;

comment on function begin_totp(bytea, uuid, bytea, uuid) is
  'Stores a new secret for the second factor of a user, in place of an earlier one; it counts once it is confirmed. Raises insufficient_privilege without the secret of a service process, which has checked the password. Security definer: the service cannot write secrets.';

grant execute on function begin_totp(bytea, uuid, bytea, uuid) to ancrage_service;
