create or replace function agency_acl_token(agency_serial int, level int) returns int
language sql immutable parallel safe return 16 + 4 * agency_serial + level;

grant execute on function agency_acl_token(int, int) to ancrage_service;
