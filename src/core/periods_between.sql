create or replace function periods_between(first_days date[], day date) returns int
language sql immutable parallel safe as $$
  select case when day is not null then cardinality(first_days) - width_bucket(day, first_days) end
$$;

comment on function periods_between(date[], date) is
  'Returns how many periods before the last one a day is: 0 for a day of the last period or later. first_days are the first days of consecutive periods, in order; of a day before all of them, their number.';

grant execute on function periods_between(date[], date) to ancrage_service;
