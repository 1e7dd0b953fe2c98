create or replace function end_access_known_to_others() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  changed_user constant uuid := coalesce((to_jsonb(new) ->> 'user_id')::uuid, new.id);
  ends_access boolean := exists (select from "user" u where u.id = changed_user and u.kind = 'MACHINE');
begin
  delete from credential c
   where c.user_id = changed_user and c.handed_over and (tg_argv[0] = 'moved' or not c.approved);
  ends_access := ends_access or found;
  -- linked by an address that is not the user's any more: the owner of that mailbox may be another person
  update user_identity i set removed_at = now(), may_link_again = true
    from "user" u
   where u.id = changed_user and i.user_id = u.id and i.removed_at is null and i.linked_email <> u.email;
  ends_access := ends_access or found;
  if ends_access then
    perform end_access_of_user(changed_user);
  end if;
  return null;
end $$;

comment on function end_access_known_to_others() is
  'Ends what another person may have of an account that reads more from now on (raised rights, a place on a need-to-know list) or that moves to another agency: a password set by a link that an ADMIN made, unless a second person had approved it and the account does not move; an identity linked by an earlier address; and with either of them all sessions, API keys, feeds and SQL logins. Those of a MACHINE always: a HEAD made them who reads less, or is in another agency. The argument says which: raised or moved. Security definer: the service cannot write credentials.';

create trigger end_access_known_to_others
  after insert on need_to_know for each row execute function end_access_known_to_others('raised');

create trigger end_access_known_to_others
  after update of role, clearance on "user"
  for each row when (
    is_raised_account(new.role, new.clearance) and (old.role <> new.role or old.clearance <> new.clearance)
  ) execute function end_access_known_to_others('raised');

create trigger end_access_known_to_others_of_agency
  after update of agency_id on "user" for each row when (old.agency_id <> new.agency_id)
  execute function end_access_known_to_others('moved');
