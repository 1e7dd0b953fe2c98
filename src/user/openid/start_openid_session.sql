create or replace function start_openid_session(
  secret bytea, token_hash bytea, identity_id uuid, sub text, sid text, token_issued_at timestamptz,
  proved_at timestamptz, id_token text
) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  provider text := (select i.issuer from user_identity i where i.id = identity_id);
begin
  perform check_service_secret(secret);
  insert into openid_session (session_id, issuer, sub, sid, identity_id, id_token)
  select s.id, provider, sub, sid, identity_id, start_openid_session.id_token
    from session s where s.token_hash = start_openid_session.token_hash and s.ended_at is null
  on conflict do nothing;
  if found then
    -- Being signed in at the provider is no proof: it may have been hours ago, at a desk that was left.
    update session s
       set proved_at = least(now(), coalesce(start_openid_session.proved_at, '-infinity'))
     where s.token_hash = start_openid_session.token_hash;
  end if;
  -- A token that the provider issued before it ended the session does not start another one.
  return not exists (
    select
      from openid_logout l
     where l.issuer = provider
       and (l.sid = start_openid_session.sid or (l.sid is null and l.sub = start_openid_session.sub))
       and l.issued_at >= token_issued_at
  );
end $$;

comment on function start_openid_session(bytea, bytea, uuid, text, text, timestamptz, timestamptz, text) is
  'Notes the session of the provider (claims `sub` and `sid`) that a new session belongs to, and the encrypted ID token with which it can be ended there; `proved_at` is when the person last proved who they are, null if the provider does not state it. Returns false if the provider has ended that session since it issued the token: the caller rolls back. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot read sessions.';

grant execute
  on function start_openid_session(bytea, bytea, uuid, text, text, timestamptz, timestamptz, text)
  to ancrage_service;
