create or replace function cancel_long_sql_queries(secret bytea, max_duration interval) returns int
language sql security definer set search_path = public, pg_temp as $$
  select check_service_secret(secret);
  select count(case state when 'active' then pg_cancel_backend(pid) else pg_terminate_backend(pid) end)::int
  from pg_stat_activity
  where usename in (select login from sql_login)
    and backend_type = 'client backend'
    and (
      state = 'active'
        and query_start < clock_timestamp() - max_duration
        or state like 'idle in transaction%'
        and state_change < clock_timestamp() - max_duration
        or state_change < clock_timestamp() - interval '1 day'
    )
$$;

comment on function cancel_long_sql_queries(bytea, interval) is
  'Cancels queries of SQL logins that run longer than this, ends their connections that wait in a transaction for longer or do nothing for a day, and returns how many. Needed because a login can raise its own statement_timeout. Raises insufficient_privilege without the secret of a service process. Security definer: the owner may end these connections, the service may not.';

grant execute on function cancel_long_sql_queries(bytea, interval) to ancrage_service;
