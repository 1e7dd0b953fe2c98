create or replace function record_successful_sign_in(
  secret bytea, email text, address text, device bytea, is_complete boolean
) returns void
language sql security definer set search_path = public, pg_temp as $$
  select check_service_secret(secret);
  update sign_in_attempt a
  set
    blocked_until = now(),
    failures = case
      when is_complete and c.kind in ('device', 'pair') then 0
      else greatest(0, a.failures - 1)
    end
  from sign_in_counters(email, address::inet, device) c
  where c.key = a.key
$$;

comment on function record_successful_sign_in(bytea, text, text, bytea, boolean) is
  'Takes back the attempt that begin_sign_in() counted. If the sign-in is complete, the second factor included, the counters of this user at this device or address start again: a password alone must not clear wrong codes. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot write attempts.';

grant execute on function record_successful_sign_in(bytea, text, text, bytea, boolean) to ancrage_service;
