create or replace function current_search_query() returns tsquery
language sql stable parallel restricted return nullif(current_setting('ancrage.search', true), '')::tsquery;

comment on function current_search_query() is 'what is searched for, in this transaction';

grant execute on function current_search_query() to ancrage_service;
