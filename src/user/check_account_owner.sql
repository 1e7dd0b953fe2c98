create or replace function check_account_owner(user_id uuid) returns void
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if session_user <> current_user and user_id is distinct from viewer_id() and not is_admin_of_user(user_id) then
    raise exception 'the account belongs to another user' using errcode = 'insufficient_privilege';
  end if;
end $$;

comment on function check_account_owner(uuid) is
  'Raises insufficient_privilege unless the viewer is this user or an ADMIN of their agency, or the owner of the tables calls. end_sessions_of_user() and notify_email_change() call it.';
