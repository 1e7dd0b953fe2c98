create or replace function retention_start() returns date
language sql stable as $$
  select (
    (now() at time zone 'Europe/Brussels') - make_interval(
      months => coalesce(nullif(current_setting('ancrage.retention_months', true), ''), '36')::int
    )
  )::date
$$;

comment on function retention_start() is
  'Returns the day, in Europe/Brussels, before which a contact without any change or meeting is due for review: RETENTION_MONTHS before today, 36 if the setting is missing.';

grant execute on function retention_start() to ancrage_service;
