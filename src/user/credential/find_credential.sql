create or replace function find_credential(secret bytea, email text) returns table (
  user_id uuid, password_hash text
)
language sql stable rows 1 security definer set search_path = public, pg_temp as $$
  select check_service_secret(secret);
  select u.id, c.password_hash
  from "user" u join credential c on c.user_id = u.id
  where u.email = lower(find_credential.email) and u.active
$$;

comment on function find_credential(bytea, text) is
  'Returns the active user with an e-mail address, in any case, and the hash of their password; no row if there is none or they have no password. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot read credentials.';

grant execute on function find_credential(bytea, text) to ancrage_service;
