create or replace function noted_rows() returns text
language sql volatile as $$ select nullif(current_setting('ancrage.noted_rows', true), '') $$;

comment on function noted_rows() is
  'Returns the ids that note_rows() has noted in this transaction, separated by blanks; null: none.';

grant execute on function noted_rows() to ancrage_service;
