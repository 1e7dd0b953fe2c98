create or replace function notify_deactivation(user_id uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not is_admin_of_user(user_id) then
    raise exception 'requires an ADMIN of the agency' using errcode = 'insufficient_privilege';
  end if;
  perform notify_account(user_id, 'DEACTIVATED', true);
end $$;

comment on function notify_deactivation(uuid) is
  'Notifies a user, and the HEADs on need-to-know lists with them, that their account is deactivated. Raises insufficient_privilege unless the viewer is an ADMIN of their agency. Security definer: the service cannot write account_notice.';

grant execute on function notify_deactivation(uuid) to ancrage_service;
