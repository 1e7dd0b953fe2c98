create or replace function confidentiality_level(confidentiality text) returns int
language sql immutable parallel safe return
  array_position('{OPEN,INTERNAL,RESTRICTED,SECRET}'::text[], confidentiality) - 1;

grant execute on function confidentiality_level(text) to ancrage_service;
