create or replace function last_due_instant(weekday int, hour int, at timestamptz) returns timestamptz
language sql stable as $$
  select max(d.due)
  from generate_series(0, 1) n, lateral (select due_instant(monday_of(at) - 7 * n, weekday, hour) as due) d
  where d.due <= at
$$;

comment on function last_due_instant(int, int, timestamptz) is
  'Returns the last due_instant() at or before an instant, in this week or the one before.';

grant execute on function last_due_instant(int, int, timestamptz) to ancrage_service;
