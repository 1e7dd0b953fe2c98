create or replace function set_api_key_secret(key_id uuid, token_hash bytea) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform require_recent_proof();
  if session_user <> current_user
     and not may_make_keys_of((select k.user_id from api_key k where k.id = key_id)) then
    raise exception 'the key belongs to another user' using errcode = 'insufficient_privilege';
  end if;
  insert into api_key_secret (key_id, token_hash) values (key_id, token_hash);
end $$;

comment on function set_api_key_secret(uuid, bytea) is
  'Stores the hash of a new API key; a key has one. Raises insufficient_privilege unless the viewer may make keys of the user (may_make_keys_of). Security definer: the service cannot read hashes.';

grant execute on function set_api_key_secret(uuid, bytea) to ancrage_service;
