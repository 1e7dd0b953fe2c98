create or replace function record_successful_sign_in(
  secret bytea, email text, address text, device bytea
) returns void
language sql security definer set search_path = public, pg_temp as $$
  select check_service_secret(secret);
  update sign_in_attempt a
  set
    blocked_until = now(),
    failures = case when c.kind in ('device', 'pair') then 0 else greatest(0, a.failures - 1) end
  from sign_in_counters(email, address::inet, device) c
  where c.key = a.key
$$;

comment on function record_successful_sign_in(bytea, text, text, bytea) is
  'Takes back what begin_sign_in() counted: the counters of this user at this device or address start again, the others lose the one attempt. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot write attempts.';

grant execute on function record_successful_sign_in(bytea, text, text, bytea) to ancrage_service;
