create or replace function check_cell_count(cells bigint, most int) returns boolean
language plpgsql stable as $$
begin
  return cells <= most or raise_input_error('groupBy', 'TOO_MANY_CELLS', jsonb_build_object('max', most, 'cells', cells));
end $$;

grant execute on function check_cell_count(bigint, int) to ancrage_service;
