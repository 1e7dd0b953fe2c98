create or replace function search_hit_kind(place text) returns text
language sql immutable parallel safe return case place when 'deal_identity' then 'DEAL' else upper(place) end;

grant execute on function search_hit_kind(text) to ancrage_service;
