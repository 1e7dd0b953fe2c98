create or replace function expire_password_links() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  changed_user constant uuid := coalesce((to_jsonb(new) ->> 'user_id')::uuid, new.id);
begin
  update password_link l set expires_at = now()
   where l.user_id = changed_user and l.used_at is null and l.expires_at > now()
     and l.token_hash is not null
     and case tg_argv[0] when 'handed-over' then l.mail_attempts = 0 when 'mailed' then l.mail_attempts > 0 else true end;
  if tg_table_name = 'user' and tg_argv[0] = 'handed-over' then
    delete from credential c where c.user_id = changed_user and c.handed_over;
    if found then
      update session s set ended_at = now() where s.user_id = changed_user and s.ended_at is null;
      update api_key k set revoked_at = now() where k.user_id = changed_user and k.revoked_at is null;
      update calendar_feed f set revoked_at = now() where f.user_id = changed_user and f.revoked_at is null;
      perform revoke_sql_logins(
        array(select l.id from sql_login l where l.user_id = changed_user and l.revoked_at is null));
    end if;
  end if;
  return null;
end $$;

comment on function expire_password_links() is
  'Ends links of a user. Those that were handed over to an ADMIN, when the user gets raised rights or a place on a need-to-know list: a link to such an account takes a second person. Those that were mailed, when the address changes: another person may have the mailbox. All, when the user moves to another agency. The argument says which: handed-over, mailed or all. A raise also ends a password that was set by a handed-over link, with the sessions, keys, feeds and logins of the account: the ADMIN may have used it. Security definer: the service cannot write links.';

create trigger expire_password_links
  after insert on need_to_know for each row execute function expire_password_links('handed-over');

create trigger expire_password_links
  after update of role, clearance on "user"
  for each row when (
    is_raised_account(new.role, new.clearance) and (old.role <> new.role or old.clearance <> new.clearance)
  ) execute function expire_password_links('handed-over');

create trigger expire_password_links_of_address
  after update of email on "user" for each row when (old.email <> new.email)
  execute function expire_password_links('mailed');

create trigger expire_password_links_of_agency
  after update of agency_id on "user" for each row when (old.agency_id <> new.agency_id)
  execute function expire_password_links('all');
