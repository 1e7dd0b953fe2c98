create or replace function check_cell_count(
  cells bigint, max_cells int, path text default 'groupBy'
) returns boolean
language plpgsql stable as $$
begin
  return cells <= max_cells
    or raise_input_error(path, 'TOO_MANY_CELLS', jsonb_build_object('max', max_cells, 'cells', cells));
end $$;

comment on function check_cell_count(bigint, int, text) is
  'Returns true; refuses statistics of more than max_cells cells with the input error TOO_MANY_CELLS at the argument path.';

grant execute on function check_cell_count(bigint, int, text) to ancrage_service;
