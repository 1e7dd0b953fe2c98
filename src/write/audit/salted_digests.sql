create or replace function salted_digests(side jsonb) returns jsonb[]
language sql volatile as $$
  select array[
    coalesce(jsonb_object_agg(key, salt), '{}'),
    coalesce(jsonb_object_agg(key, value_digest(salt, value)), '{}')
  ]
  from (select key, value, gen_random_uuid()::text as salt from jsonb_each(side) offset 0) v
$$;

comment on function salted_digests(jsonb) is
  'A side of an entry with a new salt for each value: [salts, digests], by key.';

grant execute on function salted_digests(jsonb) to ancrage_service;
