create or replace function create_password_link(id uuid, user_id uuid, token_hash bytea) returns timestamptz
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  owner_of_link "user";
  expiry constant timestamptz := now() + interval '24 hours';
begin
  perform require_recent_proof();
  select * into owner_of_link from "user" u where u.id = create_password_link.user_id for update;
  if not is_admin_of_user(user_id) or owner_of_link.id = viewer_id() or owner_of_link.kind <> 'PERSON'
     or not owner_of_link.active then
    raise exception 'requires an ADMIN of the agency' using errcode = 'insufficient_privilege';
  end if;
  -- An ADMIN who gets the link of a user with raised rights could use it: a second person must have approved.
  if token_hash is not null
     and (is_raised_account(owner_of_link.role, owner_of_link.clearance) or knows_of_deal(owner_of_link.id)) then
    update user_change c set used_at = now()
     where c.id = (
       select a.id from user_change a
        where a.user_id = create_password_link.user_id and a.resets_password and a.decision = 'APPROVED'
          and a.used_at is null and a.decided_at > now() - interval '1 day'
        order by a.decided_at desc limit 1);
    if not found then
      raise exception 'requires a second person' using errcode = 'IN006';
    end if;
  end if;
  update password_link l set expires_at = now(), next_mail_at = null
   where l.user_id = create_password_link.user_id and l.used_at is null and l.expires_at > now();
  insert into password_link (id, user_id, token_hash, created_by_id, created_at, expires_at, next_mail_at)
  values (id, user_id, token_hash, viewer_id(), now(), expiry, case when token_hash is null then now() end);
  perform notify_account(user_id, 'PASSWORD_LINK', true);
  return expiry;
end $$;

comment on function create_password_link(uuid, uuid, bytea) is
  'Adds a link with which a user sets a password within 24 hours, in place of earlier ones, notifies them and the HEADs on need-to-know lists with them, and returns its expiry. `token_hash` is the SHA-256 of its secret, null for a link that is mailed to the user. Raises insufficient_privilege unless the viewer is an ADMIN of the agency of another active PERSON, and IN006 if the viewer gets the link of a user with raised rights, or on a need-to-know list, without the approval of a second person. Security definer: the service cannot write links.';

grant execute on function create_password_link(uuid, uuid, bytea) to ancrage_service;
