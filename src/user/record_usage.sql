create or replace function record_usage(users uuid[], amounts bigint[]) returns table (
  spender uuid, units bigint
)
language sql security definer set search_path = public, pg_temp as $$
  insert into usage as s (user_id, minute, units)
  select u, date_trunc('minute', now()), n
  from unnest(users, amounts) as t (u, n)
  order by u
  on conflict (user_id) do update
  set
    minute = excluded.minute,
    units = excluded.units + case when s.minute = excluded.minute then s.units else 0 end
  returning s.user_id, s.units
$$;

comment on function record_usage(uuid[], bigint[]) is
  'What the users have spent in this minute, everywhere, with what is added here.';

grant execute on function record_usage(uuid[], bigint[]) to ancrage_service;
