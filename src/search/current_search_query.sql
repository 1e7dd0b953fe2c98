create or replace function current_search_query() returns tsquery
language sql stable parallel restricted return nullif(current_setting('ancrage.search', true), '')::tsquery;

comment on function current_search_query() is
  'Returns the tsquery that this transaction searches for, or null. The policy of search_entry applies it, so that the index is used under row-level security.';

grant execute on function current_search_query() to ancrage_service;
