create or replace function null_fields(keys text[]) returns jsonb
language sql immutable return (select coalesce(jsonb_object_agg(key, null), '{}') from unnest(keys) key);

comment on function null_fields(text[]) is 'Returns a JSON object with these keys, all null; {} for no keys.';

grant execute on function null_fields(text[]) to ancrage_service;
