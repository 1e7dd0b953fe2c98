create or replace function note_row(id uuid) returns boolean
language plpgsql volatile as $$
begin
  perform set_config('ancrage.noted_rows', concat(current_setting('ancrage.noted_rows', true), id, ' '), true);
  return true;
end $$;

comment on function note_row(uuid) is
  'Notes that the running statement shows a row, and returns true. The last column of the statement, noted_rows(), returns the noted ids; the service records them afterwards. So a read of many rows is recorded by one statement, which does not wait for those of others.';

grant execute on function note_row(uuid) to ancrage_service;
