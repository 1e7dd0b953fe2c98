create or replace function begin_sign_in(secret bytea, email text, address text, device bytea) returns table (
  user_id uuid, password_hash text, wait int
)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
declare
  blocked_until timestamptz;
begin
  perform check_service_secret(secret);
  select max(a.blocked_until) into blocked_until
    from sign_in_attempt a
    join sign_in_counters(email, address::inet, device) c on c.key = a.key
   where a.blocked_until > clock_timestamp();
  if blocked_until is not null then
    return query select null::uuid, null::text,
                        greatest(1, ceil(extract(epoch from blocked_until - clock_timestamp())))::int;
    return;
  end if;
  -- Counted before the password is checked, so that many attempts at the same moment are counted as well.
  insert into sign_in_attempt as a (key, free, longest, failures, blocked_until, last_at)
  select c.key, c.free, c.longest, 1, now() + sign_in_wait(1, c.free, c.longest), now()
    from sign_in_counters(email, address::inet, device) c order by c.key
  on conflict (key) do update
    set last_at = now(), failures = recent_sign_in_failures(a) + 1,
        blocked_until = clock_timestamp() + sign_in_wait(recent_sign_in_failures(a) + 1, a.free, a.longest);
  return query select c.user_id, c.password_hash, 0
    from (select) as one left join find_credential(secret, email) c on true;
end $$;

comment on function begin_sign_in(bytea, text, text, bytea) is
  'Counts a sign-in attempt as failed until record_successful_sign_in(), and returns the user and password hash to compare with, both null for an unknown address. `wait`: seconds until the next attempt is allowed; 0: compare now. `device` is the hash of the token of an earlier session, or null. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot read credentials and attempts.';

grant execute on function begin_sign_in(bytea, text, text, bytea) to ancrage_service;
