create or replace function note_rows(ids text[]) returns boolean
language sql volatile as $$
  select case
    when num_nulls(variadic ids) = cardinality(ids) then true
    else set_config(
      'ancrage.noted_rows',
      concat_ws(' ', current_setting('ancrage.noted_rows', true), array_to_string(ids, ' ')),
      true
    ) is not null
  end
$$;

comment on function note_rows(text[]) is
  'Notes that the running statement shows these rows, and returns true; null is a row that is not noted, and the id of a row that the viewer sees masked ends in `/masked`. The last column of the statement is the setting ancrage.noted_rows, the noted ids separated by blanks; the service records them afterwards. So a read of many rows is recorded by one statement, which does not wait for those of others.';

grant execute on function note_rows(text[]) to ancrage_service;
