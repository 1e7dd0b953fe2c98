create or replace function check_exchange_rates(missing text[], day date) returns boolean
language plpgsql stable as $$
begin
  return missing is null
    or raise_input_error(
      'currency', 'NO_RATE', jsonb_build_object('currency', array_to_string(missing, ', '), 'day', day)
    );
end $$;

comment on function check_exchange_rates(text[], date) is
  'Returns true if no currency lacks a rate on a day (`missing` is null); otherwise raises the input error NO_RATE of the argument `currency`, with the currencies and the day. src/rate/conversion.ts calls it.';

grant execute on function check_exchange_rates(text[], date) to ancrage_service;
