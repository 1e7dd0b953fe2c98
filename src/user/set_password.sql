create or replace function set_password(user_id uuid, password_hash text) returns void
language sql security definer set search_path = public, pg_temp as $$
  select check_account_owner(user_id);
  insert into credential (user_id, password_hash, updated_at)
  values (user_id, password_hash, now())
  on conflict (user_id) do update
  set password_hash = excluded.password_hash, updated_at = now()
$$;

comment on function set_password(uuid, text) is
  'Sets the password hash of a user. Raises insufficient_privilege unless the viewer is this user or an ADMIN. Security definer: the service cannot read credentials.';

grant execute on function set_password(uuid, text) to ancrage_service;
