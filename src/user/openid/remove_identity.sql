create or replace function remove_identity(identity_id uuid, may_link_again boolean) returns table (
  user_id uuid, issuer text, subject text
)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  removed user_identity;
begin
  perform require_recent_proof();
  update user_identity i
     set removed_at = now(), removed_by_id = viewer_id(), may_link_again = remove_identity.may_link_again
   where i.id = identity_id and i.removed_at is null and is_admin_of_user(i.user_id)
  returning i.* into removed;
  if not found then
    return;
  end if;
  update session s
     set ended_at = now()
    from openid_session o
   where o.session_id = s.id and o.identity_id = removed.id and s.ended_at is null;
  -- it was linked to the account by an address that an ADMIN entered, perhaps their own one
  if removed.linked_email is not null then
    perform revoke_keys_of_user(removed.user_id);
  end if;
  return query select removed.user_id, removed.issuer, removed.subject;
end $$;

comment on function remove_identity(uuid, boolean) is
  'Removes an identity of a user, ends the sessions that were started with it, and returns it; if it was linked by an e-mail address, also revokes the API keys, feeds and SQL logins of the user, which another person may have made. No row, and nothing removed, unless the viewer is an ADMIN of the agency of the user. With `may_link_again` the e-mail address may link an identity of this issuer once more. Raises IN008 without a recent proof of identity. Security definer: the service cannot write user_identity.';

grant execute on function remove_identity(uuid, boolean) to ancrage_service;
