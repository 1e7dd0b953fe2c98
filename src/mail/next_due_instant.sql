create or replace function next_due_instant(weekday int, hour int, at timestamptz) returns timestamptz
language sql stable as $$
  select min(d.due)
  from generate_series(0, 1) n, lateral (select due_instant(monday_of(at) + 7 * n, weekday, hour) as due) d
  where d.due > at
$$;

comment on function next_due_instant(int, int, timestamptz) is
  'Returns the first due_instant() after an instant, in this week or the next.';

grant execute on function next_due_instant(int, int, timestamptz) to ancrage_service;
