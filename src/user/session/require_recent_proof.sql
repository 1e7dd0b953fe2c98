create or replace function require_recent_proof() returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if session_user <> current_user
     and not exists (select from session s
                      where s.id = viewer_session() and s.proved_at > now() - interval '10 minutes') then
    raise exception 'requires a recent proof of identity' using errcode = 'IN008';
  end if;
  return true;
end $$;

comment on function require_recent_proof() is
  'Returns true if the user of the session proved who they are within 10 minutes, or the owner of the tables calls. Otherwise raises IN008, from which src/core/error/error-response.ts makes REAUTHENTICATION_REQUIRED. Security definer: the service cannot read sessions.';

grant execute on function require_recent_proof() to ancrage_service;
