create or replace function confidentiality_level(confidentiality text) returns int
language sql immutable parallel safe return
  array_position('{OPEN,INTERNAL,RESTRICTED,SECRET}'::text[], confidentiality) - 1;

comment on function confidentiality_level(text) is
  'Returns the rank of a confidentiality or clearance: 0 OPEN, 1 INTERNAL, 2 RESTRICTED, 3 SECRET. Null for null or an unknown code.';

grant execute on function confidentiality_level(text) to ancrage_service;
