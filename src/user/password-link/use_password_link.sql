create or replace function use_password_link(
  secret bytea, token_hash bytea, password_hash text, entry_id uuid
) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  link_user uuid;
  is_handed_over boolean;
  is_raised boolean;
begin
  perform check_service_secret(secret);
  update password_link l set used_at = now()
    from "user" u join agency a on a.id = u.agency_id
   where l.token_hash = use_password_link.token_hash and l.used_at is null and l.expires_at > now()
     and u.id = l.user_id and u.active and a.active
  returning
    l.user_id,
    l.created_by_id <> l.user_id,
    is_raised_account(u.role, u.clearance) or exists (select from need_to_know n where n.user_id = u.id)
  into link_user, is_handed_over, is_raised;
  if link_user is null then
    return false;
  end if;
  insert into credential (user_id, password_hash, updated_at, handed_over, approved)
  values (link_user, use_password_link.password_hash, now(), is_handed_over, is_handed_over and is_raised)
  on conflict (user_id) do update
    set password_hash = excluded.password_hash, updated_at = now(), handed_over = excluded.handed_over,
        approved = excluded.approved;
  perform end_access_of_user(link_user);
  perform notify_account(link_user, 'PASSWORD_CHANGED', true);
  insert into audit_entry (id, at, user_id, verb, subject_type, subject_id, after)
  values (entry_id, clock_timestamp(), link_user, 'setPassword', 'User', link_user, '{"by": "link"}');
  return true;
end $$;

comment on function use_password_link(bytea, bytea, text, uuid) is
  'Sets the password of the user of a link that works, ends their sessions, API keys, feeds and SQL logins, notifies them and the HEADs on need-to-know lists with them, and adds an audit entry; the link does not work again. Returns false if the link does not work. Raises insufficient_privilege without the secret of a service process. Security definer: there is no viewer, and the service cannot write credentials.';

grant execute on function use_password_link(bytea, bytea, text, uuid) to ancrage_service;
