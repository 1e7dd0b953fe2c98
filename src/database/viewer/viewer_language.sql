create or replace function viewer_language() returns text
language sql stable parallel safe return
  coalesce(nullif(current_setting('ancrage.language', true), ''), 'EN');

comment on function viewer_language() is
  'Returns the language in which labels are shown in this transaction: FR, NL, DE or EN; EN if none is set. Not signed, because it grants nothing.';

grant execute on function viewer_language() to ancrage_service;
