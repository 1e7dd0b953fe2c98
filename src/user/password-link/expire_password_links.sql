create or replace function expire_password_links() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  raised_user constant uuid := coalesce((to_jsonb(new) ->> 'user_id')::uuid, new.id);
begin
  update password_link l set expires_at = now()
   where l.user_id = raised_user and l.used_at is null and l.expires_at > now()
     and l.token_hash is not null and l.mail_attempts = 0;
  if tg_table_name = 'user' then
    delete from credential c where c.user_id = raised_user and c.handed_over;
    if found then
      update session s set ended_at = now() where s.user_id = raised_user and s.ended_at is null;
      update api_key k set revoked_at = now() where k.user_id = raised_user and k.revoked_at is null;
      update calendar_feed f set revoked_at = now() where f.user_id = raised_user and f.revoked_at is null;
      perform revoke_sql_logins(
        array(select l.id from sql_login l where l.user_id = raised_user and l.revoked_at is null));
    end if;
  end if;
  return null;
end $$;

comment on function expire_password_links() is
  'Ends the links of a user that were handed over to an ADMIN, when the user gets raised rights or a place on a need-to-know list: a link to such an account takes a second person. Mailed links, which only the user has, stay. A raise also ends a password that was set by such a link, with the sessions, keys, feeds and logins of the account: the ADMIN may have used it. Security definer: the service cannot write links.';

create trigger expire_password_links
  after insert on need_to_know for each row execute function expire_password_links();

create trigger expire_password_links
  after update of role, clearance on "user"
  for each row when (
    is_raised_account(new.role, new.clearance) and (old.role <> new.role or old.clearance <> new.clearance)
  ) execute function expire_password_links();
