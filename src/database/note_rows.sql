create or replace function note_rows(ids uuid[]) returns boolean
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

comment on function note_rows(uuid[]) is
  'Notes that the running statement shows these rows, and returns true; null is a row that is not noted. The last column of the statement, noted_rows(), returns the noted ids; the service records them afterwards. So a read of many rows is recorded by one statement, which does not wait for those of others.';

grant execute on function note_rows(uuid[]) to ancrage_service;
