create or replace function salted_digests(fields jsonb) returns jsonb[]
language sql volatile as $$
  select array[
    coalesce(jsonb_object_agg(key, salt), '{}'),
    coalesce(jsonb_object_agg(key, value_digest(salt, value)), '{}')
  ]
  from (select key, value, gen_random_uuid()::text as salt from jsonb_each(fields) offset 0) v
$$;

comment on function salted_digests(jsonb) is
  'Returns [salts, digests], each by the key of a field: a new random salt for every field, and the digest of its value with that salt.';

grant execute on function salted_digests(jsonb) to ancrage_service;
