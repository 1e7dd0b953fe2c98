create or replace function may_revoke_keys_of(user_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select user_id = viewer_id() or is_admin_of_user(user_id) or may_make_keys_of(user_id)
$$;

comment on function may_revoke_keys_of(uuid) is
  'Returns whether the viewer sees and revokes the API keys and SQL logins of this user: their own, as ADMIN those of their agency, and those that may_make_keys_of() allows to make. Security definer: calls functions for policies.';

grant execute on function may_revoke_keys_of(uuid) to ancrage_service;
