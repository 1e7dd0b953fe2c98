create or replace function notify_email_change(user_id uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_account_owner(user_id);
  perform notify_account(user_id, 'EMAIL_CHANGED', true);
end $$;

comment on function notify_email_change(uuid) is
  'Notifies a user, and the HEADs on need-to-know lists with them, that their e-mail address was changed. Raises insufficient_privilege unless the viewer is this user or an ADMIN of their agency. Security definer: the service cannot write account_notice.';

grant execute on function notify_email_change(uuid) to ancrage_service;
