create or replace function begin_sign_in(email text, source text, device bytea) returns table (
  user_id uuid, password_hash text, wait int
)
language plpgsql security definer set search_path = public, pg_temp as $$
declare until timestamptz;
begin
  select max(t.blocked_until) into until
    from sign_in_attempt t join sign_in_counters($1, $2::inet, $3) k on k.key = t.key where t.blocked_until > clock_timestamp();
  if until is not null then
    return query select null::uuid, null::text, greatest(1, ceil(extract(epoch from until - clock_timestamp())))::int;
    return;
  end if;
  insert into sign_in_attempt as t (key, free, longest, failures, blocked_until, last_at)
  select k.key, k.free, k.longest, 1, now() + sign_in_wait(1, k.free, k.longest), now()
    from sign_in_counters($1, $2::inet, $3) k order by k.key
  on conflict (key) do update set last_at = now(), failures = recent_sign_in_failures(t) + 1,
    blocked_until = clock_timestamp() + sign_in_wait(recent_sign_in_failures(t) + 1, t.free, t.longest);
  return query select c.user_id, c.password_hash, 0 from (select 1) as one left join find_credential($1) c on true;
end $$;

comment on function begin_sign_in(text, text, bytea) is
  'Counts a try before it is checked, lest a thousand at the same moment slip through; the seconds to wait where it is refused.';

create or replace function begin_sign_in(bytea, text, text, bytea) returns table (
  user_id uuid, password_hash text, wait int
)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret($1);
  return query select f.* from begin_sign_in($2, $3, $4) f;
end $$;

grant execute on function begin_sign_in(bytea, text, text, bytea) to ancrage_service;
