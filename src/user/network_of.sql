create or replace function network_of(address inet) returns text
language sql immutable parallel safe return
  case when family(address) = 6 then network(set_masklen(address, 64))::text else host(address) end;

comment on function network_of(inet) is 'A line of IPv6 has as many addresses as it likes.';

grant execute on function network_of(inet) to ancrage_service;
