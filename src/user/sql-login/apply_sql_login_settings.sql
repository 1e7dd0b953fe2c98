create or replace procedure apply_sql_login_settings(login text)
language plpgsql set search_path = public, pg_temp as $$
begin
  execute format('alter role %I set default_transaction_read_only = on', login);
  execute format('alter role %I set statement_timeout = %L', login, '60s');
  execute format('alter role %I set idle_in_transaction_session_timeout = %L', login, '60s');
  execute format('alter role %I set search_path = analytics', login);
  -- the days of reports are days in Brussels: recorded_at::date is one of them
  execute format('alter role %I set timezone = %L', login, 'Europe/Brussels');
  execute format('alter role %I set work_mem = %L', login, '32MB');
  begin
    execute format('alter role %I set temp_file_limit = %L', login, '1GB');
  exception when insufficient_privilege then null; -- only a superuser may set it
  end;
end $$;

comment on procedure apply_sql_login_settings(text) is
  'Sets the limits with which each session of a SQL login begins. A session can raise its own; enforce_sql_login_limits() finds what a login has stored for later sessions.';
