create or replace function expire_password_links() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  changed_user constant uuid := coalesce((to_jsonb(new) ->> 'user_id')::uuid, new.id);
begin
  update password_link l set expires_at = now()
   where l.user_id = changed_user and l.used_at is null and l.expires_at > now()
     and l.token_hash is not null
     and case tg_argv[0] when 'handed-over' then l.mail_attempts = 0 when 'mailed' then l.mail_attempts > 0 else true end;
  return null;
end $$;

comment on function expire_password_links() is
  'Ends links of a user. Those that were handed over to an ADMIN, when the user gets raised rights or a place on a need-to-know list: a link to such an account takes a second person. Those that were mailed, when the address changes: another person may have the mailbox. All, when the user moves to another agency. The argument says which: handed-over, mailed or all. What a used link has opened is ended by end_access_known_to_others(). Security definer: the service cannot write links.';

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
