create or replace function search_hit_kind(table_name text) returns text
language sql immutable parallel safe return
  case table_name
    when 'deal_identity' then 'DEAL'
    when 'employment' then 'CONTACT'
    else upper(table_name)
  end;

comment on function search_hit_kind(text) is
  'Returns the kind of hit (SearchKind in src/search/search-hit.ts) of a table; a deal is found by deal and by deal_identity, a contact by contact and by employment.';

grant execute on function search_hit_kind(text) to ancrage_service;
