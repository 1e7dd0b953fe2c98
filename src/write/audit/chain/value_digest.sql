create or replace function value_digest(salt text, value jsonb) returns text
language sql immutable parallel safe return encode(sha256(convert_to(salt || value::text, 'UTF8')), 'hex');

comment on function value_digest(text, jsonb) is
  'Returns the SHA-256 of a salt and a value of an audit entry, in hexadecimal digits. The chain covers digests instead of values. An erasure removes the value and its salt, so that it cannot be guessed by trying names, and leaves the digest.';

grant execute on function value_digest(text, jsonb) to ancrage_service;
