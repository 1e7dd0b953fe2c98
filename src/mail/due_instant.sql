create or replace function due_instant(monday date, weekday int, hour int) returns timestamptz
language sql immutable return
  (monday + (weekday - 1) + make_interval(hours => hour)) at time zone 'Europe/Brussels';

comment on function due_instant(date, int, int) is
  'An hour that does not come is the one after it, and one that comes twice comes once: this gives one instant a week.';

grant execute on function due_instant(date, int, int) to ancrage_service;
