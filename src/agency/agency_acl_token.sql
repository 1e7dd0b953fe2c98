create or replace function agency_acl_token(agency_serial int, level int) returns int
language sql immutable parallel safe return 16 + 4 * agency_serial + level;

comment on function agency_acl_token(int, int) is
  'Returns the ACL token of the users of an agency whose clearance reaches a level: 0 OPEN, 1 INTERNAL, 2 RESTRICTED, 3 SECRET (confidentiality_level). Null if an argument is null.';

grant execute on function agency_acl_token(int, int) to ancrage_service;
