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
  'Returns the part of a tsquery that matches entries whose shortest name has smallest to largest words; without largest: smallest words or more.';

grant execute on function search_size_query(int, int) to ancrage_service;
