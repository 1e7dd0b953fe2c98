create or replace function null_fields(keys text[]) returns jsonb
language sql immutable return (select coalesce(jsonb_object_agg(key, null), '{}') from unnest(keys) key);

grant execute on function null_fields(text[]) to ancrage_service;
