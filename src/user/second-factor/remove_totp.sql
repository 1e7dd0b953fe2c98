create or replace function remove_totp(user_id uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform require_recent_proof();
  if not is_admin_of_user(user_id) or user_id = viewer_id() then
    raise exception 'requires an ADMIN of the agency' using errcode = 'insufficient_privilege';
  end if;
  delete from totp_recovery_code c where c.user_id = remove_totp.user_id;
  delete from totp t where t.user_id = remove_totp.user_id;
  if found then
    perform notify_account(user_id, 'SECOND_FACTOR_REMOVED', true);
    return true;
  end if;
  return false;
end $$;

comment on function remove_totp(uuid) is
  'Removes the second factor of a user who has lost it, and notifies them and the HEADs on need-to-know lists with them; returns false if there is none. Raises insufficient_privilege unless the viewer is an ADMIN of the agency of another user. Security definer: the service cannot write secrets.';

grant execute on function remove_totp(uuid) to ancrage_service;
