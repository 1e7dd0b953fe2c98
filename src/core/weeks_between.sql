create or replace function weeks_between(sunday date, day date) returns int
language sql immutable parallel safe as $$ select greatest(sunday - day, 0) / 7 $$;

comment on function weeks_between(date, date) is
  'How many weeks before the one that ends on this Sunday a day was: 0 in that week, and after it.';

grant execute on function weeks_between(date, date) to ancrage_service;
