create or replace function provision_user(
  secret bytea, user_id uuid, identity_id uuid, issuer text, subject text, agency_code text, email text,
  name text, role text, language text
) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret(secret);
  if not is_claimable_role(role) then
    return false;
  end if;
  insert into "user" (id, agency_id, email, name, role, clearance, language, created_at, updated_at)
  select user_id, a.id, lower(email), left(provision_user.name, 200), role, 'OPEN', language, now(), now()
    from agency a where a.code = agency_code and a.active
  on conflict do nothing;
  if not found then
    return false;
  end if;
  insert into user_identity (id, issuer, subject, user_id, last_used_at)
  values (identity_id, issuer, subject, user_id, now());
  return true;
end $$;

comment on function provision_user(bytea, uuid, uuid, text, text, text, text, text, text, text) is
  'Creates a user with the agency, role and name that an OpenID provider states, and clearance OPEN until an ADMIN raises it. Returns false if there is no active agency with the code, the e-mail address belongs to a user already, or claims cannot give the role (is_claimable_role). Raises insufficient_privilege without the secret of a service process. Security definer: there is no viewer yet.';

grant execute
  on function provision_user(bytea, uuid, uuid, text, text, text, text, text, text, text) to ancrage_service;
