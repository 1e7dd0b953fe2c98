create or replace function set_api_key_secret(key_id uuid, token_hash bytea) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_account_owner((select k.user_id from api_key k where k.id = $1));
  insert into api_key_secret (key_id, token_hash) values ($1, $2);
end $$;

grant execute on function set_api_key_secret(uuid, bytea) to ancrage_service;
