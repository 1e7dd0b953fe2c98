create or replace function check_account_owner(asked_user uuid) returns void
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if session_user <> current_user and asked_user is distinct from viewer_id() and not viewer_is_admin() then
    raise exception 'not yours' using errcode = 'insufficient_privilege';
  end if;
end $$;

comment on function check_account_owner(uuid) is
  'A password is set, and a key made, by whom they are for, or by an ADMIN.';
