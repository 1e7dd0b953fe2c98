create or replace function value_digest(salt text, value jsonb) returns text
language sql immutable parallel safe return encode(sha256(convert_to(salt || value::text, 'UTF8')), 'hex');

comment on function value_digest(text, jsonb) is
  'Each value of before and after has a salt and a digest. The chain runs over the digests; an erasure takes value and salt, so that nobody can try names until one fits, and leaves the digest.';

grant execute on function value_digest(text, jsonb) to ancrage_service;
