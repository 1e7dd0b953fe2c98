create or replace function monday_of(at timestamptz) returns date
language sql immutable return date_trunc('week', at at time zone 'Europe/Brussels')::date;

comment on function monday_of(timestamptz) is
  'Returns the Monday of the ISO week of an instant, as days change in Europe/Brussels.';

grant execute on function monday_of(timestamptz) to ancrage_service;
