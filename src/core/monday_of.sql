create or replace function monday_of(at timestamptz) returns date
language sql immutable return date_trunc('week', at at time zone 'Europe/Brussels')::date;

grant execute on function monday_of(timestamptz) to ancrage_service;
