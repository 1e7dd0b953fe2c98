create or replace function retention_start() returns date
language sql stable as $$
  select (
    (now() at time zone 'Europe/Brussels') - make_interval(
      months => coalesce(nullif(current_setting('ancrage.retention_months', true), ''), '36')::int
    )
  )::date
$$;

comment on function retention_start() is
  'Who is kept without being of use: for whoever answers for it to decide.';

grant execute on function retention_start() to ancrage_service;
