create or replace function record_usage(secret bytea, user_ids uuid[], amounts bigint[]) returns table (
  user_id uuid, units bigint
)
language sql security definer set search_path = public, pg_temp as $$
  select check_service_secret(secret);
  insert into usage as u (user_id, minute, units)
  select t.user_id, date_trunc('minute', now()), t.amount
  from unnest(user_ids, amounts) as t (user_id, amount)
  order by t.user_id
  on conflict (user_id) do update
  set
    minute = excluded.minute,
    units = excluded.units + case when u.minute = excluded.minute then u.units else 0 end
  returning u.user_id, u.units
$$;

comment on function record_usage(bytea, uuid[], bigint[]) is
  'Adds to the cost units that users have spent in the current minute, and returns the totals over all processes. Inserted in the order of the ids, so that two processes do not deadlock. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot read usage.';

grant execute on function record_usage(bytea, uuid[], bigint[]) to ancrage_service;
