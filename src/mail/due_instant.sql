create or replace function due_instant(monday date, weekday int, hour int) returns timestamptz
language sql immutable return
  (monday + (weekday - 1) + make_interval(hours => hour)) at time zone 'Europe/Brussels';

comment on function due_instant(date, int, int) is
  'Returns the instant of an hour in Europe/Brussels on a weekday (1 Monday to 7 Sunday) of the week that begins on a Monday. An hour that daylight saving time skips becomes the next hour; of one that comes twice, one is taken. So each week has one instant.';

grant execute on function due_instant(date, int, int) to ancrage_service;
