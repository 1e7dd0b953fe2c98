create or replace function network_of(address inet) returns text
language sql immutable parallel safe return
  case when family(address) = 6 then network(set_masklen(address, 64))::text else host(address) end;

comment on function network_of(inet) is
  'Returns the network that sign-in attempts are counted for: an IPv4 address, or the /64 network of an IPv6 address, because one IPv6 line has 2^64 addresses. Null for null.';

grant execute on function network_of(inet) to ancrage_service;
