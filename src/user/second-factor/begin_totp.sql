create or replace function begin_totp(
  service_secret bytea, user_id uuid, secret bytea, entry_id uuid
) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret(service_secret);
  insert into totp as t (user_id, secret, created_at) values (user_id, secret, now())
    on conflict on constraint totp_pkey do update
      set secret = case when t.confirmed_at is null then excluded.secret else t.secret end,
          pending_secret = case when t.confirmed_at is not null then excluded.secret end;
  insert into audit_entry (id, at, user_id, verb, subject_type, subject_id, after)
  values (entry_id, clock_timestamp(), user_id, 'enrolSecondFactor', 'User', user_id, '{"confirmed": false}');
end $$;

comment on function begin_totp(bytea, uuid, bytea, uuid) is
  'Stores a new secret for the second factor of a user, which counts once it is confirmed; until then an earlier one that was confirmed goes on working. Raises insufficient_privilege without the secret of a service process, which has checked the password, and a code of the earlier factor. Security definer: the service cannot write secrets.';

grant execute on function begin_totp(bytea, uuid, bytea, uuid) to ancrage_service;
