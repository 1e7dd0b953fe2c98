create or replace function start_session(
  id uuid, user_id uuid, token_hash bytea, expires_at timestamptz, idle interval default '12 hours',
  address text default null, user_agent text default null
) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into session (id, user_id, token_hash, created_at, expires_at, idle, address, user_agent)
  values ($1, $2, $3, now(), $4, $5, $6::inet, left($7, 300))
  on conflict (token_hash) do nothing
$$;

create or replace function start_session(
  bytea, uuid, uuid, bytea, timestamptz, interval, text, text
) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret($1);
  perform start_session($2, $3, $4, $5, $6, $7, $8);
end $$;

grant execute
  on function start_session(bytea, uuid, uuid, bytea, timestamptz, interval, text, text) to ancrage_service;
