create or replace function cancel_long_sql_queries(longest interval) returns int
language sql security definer set search_path = public, pg_temp as $$
  select count(case state when 'active' then pg_cancel_backend(pid) else pg_terminate_backend(pid) end)::int
  from pg_stat_activity
  where usename in (select login from sql_login)
    and backend_type = 'client backend'
    and (
      state = 'active'
        and query_start < clock_timestamp() - longest
        or state like 'idle in transaction%'
        and state_change < clock_timestamp() - longest
        or state_change < clock_timestamp() - interval '1 day'
    )
$$;

comment on function cancel_long_sql_queries(interval) is
  'A login may lift its own time limits: so whoever runs longer is stopped from outside. Gives how many there were.';

grant execute on function cancel_long_sql_queries(interval) to ancrage_service;
