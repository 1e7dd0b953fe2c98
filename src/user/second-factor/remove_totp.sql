create or replace function remove_totp(user_id uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform require_recent_proof();
  if not is_admin_of_user(user_id) or user_id = viewer_id() then
    raise exception 'requires an ADMIN of the agency' using errcode = 'insufficient_privilege';
  end if;
  -- With a password that they know, an ADMIN could sign in as the user: a second person must have approved a recovery.
  if exists (select from "user" u where u.id = remove_totp.user_id
                and (is_raised_account(u.role, u.clearance) or knows_of_deal(u.id)))
     and not exists (select from user_change c where c.user_id = remove_totp.user_id and c.resets_password
                       and c.decision = 'APPROVED' and c.decided_at > now() - interval '1 day') then
    raise exception 'requires a second person' using errcode = 'IN006';
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
  'Removes the second factor of a user who has lost it, and notifies them and the HEADs on need-to-know lists with them; returns false if there is none. Raises insufficient_privilege unless the viewer is an ADMIN of the agency of another user, and IN006 for a user with raised rights, or on a need-to-know list, unless a second person has approved a reset of their password within a day. Security definer: the service cannot write secrets.';

grant execute on function remove_totp(uuid) to ancrage_service;
