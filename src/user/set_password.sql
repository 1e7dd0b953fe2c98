create or replace function set_password(asked_user uuid, hash text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_account_owner(asked_user);
  insert into credential (user_id, password_hash, updated_at) values ($1, $2, now())
  on conflict (user_id) do update set password_hash = excluded.password_hash, updated_at = now();
end $$;

grant execute on function set_password(uuid, text) to ancrage_service;
