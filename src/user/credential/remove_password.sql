create or replace function remove_password(user_id uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was_handed_over boolean;
begin
  perform require_recent_proof();
  if not is_admin_of_user(user_id) or user_id = viewer_id() then
    raise exception 'requires an ADMIN of the agency' using errcode = 'insufficient_privilege';
  end if;
  delete from credential c where c.user_id = remove_password.user_id returning c.handed_over into was_handed_over;
  -- end_access_known_to_others() has no mark to go by any more
  if was_handed_over then
    perform end_access_of_user(user_id);
  end if;
  perform notify_account(user_id, 'PASSWORD_CHANGED', true);
end $$;

comment on function remove_password(uuid) is
  'Removes the password of a user, who then sets another one by a link; if the last one was by a link that an ADMIN made, also ends their sessions, API keys, feeds and SQL logins. Notifies them and the HEADs on need-to-know lists with them. Raises insufficient_privilege unless the viewer is an ADMIN of the agency of another user. Security definer: the service cannot write credentials.';

grant execute on function remove_password(uuid) to ancrage_service;
