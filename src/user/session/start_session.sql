create or replace function start_session(
  secret bytea, id uuid, user_id uuid, token_hash bytea, expires_at timestamptz,
  idle interval default '12 hours', address text default null, user_agent text default null
) returns void
language sql security definer set search_path = public, pg_temp as $$
  select check_service_secret(secret);
  insert into session (id, user_id, token_hash, created_at, expires_at, idle, address, user_agent)
  values (id, user_id, token_hash, now(), expires_at, idle, address::inet, left(user_agent, 300))
  on conflict (token_hash) do nothing
$$;

comment on function start_session(bytea, uuid, uuid, bytea, timestamptz, interval, text, text) is
  'Starts a session for a user. The service has authenticated them. Does nothing if the token has a session already: an access token of an OpenID provider does not start its session again after that has ended. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot write session.';

grant execute
  on function start_session(bytea, uuid, uuid, bytea, timestamptz, interval, text, text) to ancrage_service;
