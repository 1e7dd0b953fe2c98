create or replace function end_provider_sessions(
  secret bytea, issuer text, jti text, sub text, sid text, issued_at timestamptz
) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  session_count int;
begin
  perform check_service_secret(secret);
  insert into openid_logout (issuer, jti, sub, sid, issued_at) values (issuer, jti, sub, sid, issued_at)
    on conflict do nothing;
  if not found then
    return null;
  end if;
  with
    ended as (
      update session s
         set ended_at = now()
        from openid_session o
       where o.session_id = s.id
         and o.issuer = end_provider_sessions.issuer
         and (end_provider_sessions.sid is null or o.sid = end_provider_sessions.sid)
         and (end_provider_sessions.sub is null or o.sub = end_provider_sessions.sub)
         and s.ended_at is null
      returning s.id, s.user_id
    )
  insert into audit_entry (id, at, user_id, verb, subject_type, subject_id, after)
  select new_uuid_v7(), clock_timestamp(), e.user_id, 'providerSignOut', 'Session', e.id,
         jsonb_build_object('endedAt', now(), 'provider', end_provider_sessions.issuer)
    from ended e;
  get diagnostics session_count = row_count;
  return session_count;
end $$;

comment on function end_provider_sessions(bytea, text, text, text, text, timestamptz) is
  'Ends the sessions that belong to a session of an OpenID provider (`sid`), or to all of a person (`sub` alone), and returns how many there were. Null if the logout token `jti` was used before. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot write session.';

grant execute
  on function end_provider_sessions(bytea, text, text, text, text, timestamptz) to ancrage_service;
