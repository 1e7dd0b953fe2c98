create or replace function provision_user(
  id uuid, issuer text, subject text, agency text, email text, name text, role text, language text
) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into "user" (id, agency_id, email, name, role, clearance, language, created_at, updated_at)
  select $1, a.id, lower($5), left($6, 200), $7, 'OPEN', $8, now(), now() from agency a where a.code = $4 and a.active;
  if found then
    insert into user_identity (issuer, subject, user_id) values ($2, $3, $1);
    return true;
  end if;
  return false;
end $$;

comment on function provision_user(uuid, text, text, text, text, text, text, text) is
  'Lets somebody in whose agency and role the provider gives; he may know what is open, until an ADMIN says more.';

create or replace function provision_user(
  bytea, uuid, text, text, text, text, text, text, text
) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret($1);
  return provision_user($2, $3, $4, $5, $6, $7, $8, $9);
end $$;

grant execute
  on function provision_user(bytea, uuid, text, text, text, text, text, text, text) to ancrage_service;
