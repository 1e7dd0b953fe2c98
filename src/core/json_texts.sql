create or replace function json_texts(document jsonb) returns setof text
language sql immutable as $$
  select value #>> '{}'
  from jsonb_path_query(document, 'strict $.**') value
  where jsonb_typeof(value) = 'string'
$$;

comment on function json_texts(jsonb) is
  'Returns every text value anywhere in a JSON document, never a key; no row for null.';

grant execute on function json_texts(jsonb) to ancrage_service;
