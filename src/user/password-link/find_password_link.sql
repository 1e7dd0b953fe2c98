create or replace function find_password_link(secret bytea, token_hash bytea) returns table (
  user_id uuid, name text, email text, language text, agency text
)
language sql stable rows 1 security definer set search_path = public, pg_temp as $$
  select check_service_secret(secret);
  select u.id, u.name, u.email, u.language, a.name || ' ' || a.code
  from password_link l join "user" u on u.id = l.user_id join agency a on a.id = u.agency_id
  where l.token_hash = find_password_link.token_hash
    and l.used_at is null
    and l.expires_at > now()
    and u.active
    and a.active
$$;

comment on function find_password_link(bytea, bytea) is
  'Returns the user of a password link that works, by the SHA-256 of its secret; its agency by name and code; no row if it was used, has expired or is unknown. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot read links.';

grant execute on function find_password_link(bytea, bytea) to ancrage_service;
