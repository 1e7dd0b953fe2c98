create or replace function own_id_token() returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(o.id_token, '') from openid_session o where o.session_id = viewer_session()
$$;

comment on function own_id_token() is
  'Returns the encrypted ID token of the session of the viewer, empty if the session was started by an access token, null if it was not started at an OpenID provider. Security definer: the service cannot read openid_session.';

grant execute on function own_id_token() to ancrage_service;
