create or replace function search_size_query(smallest int, largest int) returns tsquery
language plpgsql immutable parallel safe as $$
declare
  sizes text[] := '{}';
begin
  for size in case when largest is null then 1 else smallest end .. coalesce(largest, smallest - 1) loop
    sizes := sizes || search_lexeme(size::text, '=');
  end loop;
  return case when largest is null then '!' else '' end || '(' || array_to_string(sizes, ' | ') || ')';
end $$;

comment on function search_size_query(int, int) is
  'Of so many words, as a part of a query; no largest: or of more.';

grant execute on function search_size_query(int, int) to ancrage_service;
