create or replace function set_api_key_secret(key_id uuid, token_hash bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  select check_account_owner((select k.user_id from api_key k where k.id = key_id));
  insert into api_key_secret (key_id, token_hash)
  values (key_id, token_hash)
$$;

comment on function set_api_key_secret(uuid, bytea) is
  'Stores the hash of a new API key; a key has one. Raises insufficient_privilege unless the key belongs to the viewer or the viewer is an ADMIN. Security definer: the service cannot read hashes.';

grant execute on function set_api_key_secret(uuid, bytea) to ancrage_service;
