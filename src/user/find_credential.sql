create or replace function find_credential(address text) returns table (user_id uuid, password_hash text)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, c.password_hash
  from "user" u join credential c on c.user_id = u.id
  where u.email = lower(address) and u.active
$$;

create or replace function find_credential(bytea, text) returns table (user_id uuid, password_hash text)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret($1);
  return query select f.* from find_credential($2) f;
end $$;

grant execute on function find_credential(bytea, text) to ancrage_service;
