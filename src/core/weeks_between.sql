create or replace function weeks_between(sunday date, day date) returns int
language sql immutable parallel safe as $$ select greatest(sunday - day, 0) / 7 $$;

comment on function weeks_between(date, date) is
  'Returns how many weeks before the week that ends on this Sunday a day is: 0 for a day of that week or later.';

grant execute on function weeks_between(date, date) to ancrage_service;
