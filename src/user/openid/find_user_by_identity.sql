create or replace function find_user_by_identity(
  secret bytea, issuer text, subject text, email text, new_identity_id uuid
) returns table (user_id uuid, identity_id uuid, outcome text)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  known user_identity;
  owner_id uuid;
begin
  perform check_service_secret(secret);
  select i.* into known
    from user_identity i
   where i.issuer = find_user_by_identity.issuer and i.subject = find_user_by_identity.subject;
  if known.removed_at is null and known.user_id is not null then
    if not is_active_person(known.user_id) then
      return query select known.user_id, known.id, 'REFUSED';
      return;
    end if;
    update user_identity i set last_used_at = now() where i.id = known.id;
    return query select known.user_id, known.id, 'FOUND';
    return;
  end if;

  -- Locked, so that two identities with one address cannot both be linked.
  select u.id into owner_id
    from "user" u where u.email = lower(find_user_by_identity.email) for no key update;
  if owner_id is null then
    return query select known.user_id, null::uuid,
                        case when known.user_id is null then 'UNKNOWN' else 'REFUSED' end;
  elsif (known.user_id is not null and not known.may_link_again)
        or not is_active_person(owner_id)
        or exists (select
                     from user_identity i
                    where i.user_id = owner_id
                      and i.issuer = find_user_by_identity.issuer
                      and not (i.removed_at is not null and i.may_link_again)) then
    return query select owner_id, null::uuid, 'REFUSED';
  else
    return query
      insert into user_identity as i (id, issuer, subject, user_id, linked_email, last_used_at)
      values (
        new_identity_id, find_user_by_identity.issuer, find_user_by_identity.subject, owner_id,
        lower(find_user_by_identity.email), now()
      )
      on conflict (issuer, subject) do update
        set user_id = excluded.user_id, linked_email = excluded.linked_email, last_used_at = now(),
            created_at = now(), removed_at = null, removed_by_id = null, may_link_again = false
      returning i.user_id, i.id, 'LINKED';
  end if;
end $$;

comment on function find_user_by_identity(bytea, text, text, text, uuid) is
  'Returns the user with an identity at an OpenID provider, with the outcome FOUND. An unknown identity is linked by its e-mail address, null where the settings do not trust it: only to an active person who has none of this issuer, and never had one unless an ADMIN removed it with may_link_again (LINKED, with `new_identity_id` as its id). REFUSED: the identity was removed, the user is a MACHINE or not active, or the address is linked already. UNKNOWN: neither the identity nor the address. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot read identities.';

grant execute on function find_user_by_identity(bytea, text, text, text, uuid) to ancrage_service;
