create or replace function viewer_language() returns text
language sql stable parallel safe return
  coalesce(nullif(current_setting('ancrage.language', true), ''), 'EN');

grant execute on function viewer_language() to ancrage_service;
