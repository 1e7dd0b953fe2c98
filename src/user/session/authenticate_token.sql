create or replace function authenticate_token(token_hash bytea) returns table (
  id uuid, agency_id uuid, role text, clearance text, language text, reads_only boolean, scopes text[]
)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
declare
  viewer record;
begin
  select u.id, u.agency_id, u.role, u.clearance, u.language, s.id as session_id, false as reads_only,
         null::text[] as scopes,
         acl_tokens_of(a.serial, u.serial, u.role, u.clearance) as acl_tokens
    into viewer
    from session s join "user" u on u.id = s.user_id join agency a on a.id = u.agency_id
   where s.token_hash = authenticate_token.token_hash
     and s.ended_at is null and s.expires_at > now() and s.last_seen_at + s.idle > now()
     and u.active and a.active;
  if not found then
    select u.id, u.agency_id, u.role, u.clearance, u.language, null::uuid as session_id,
           not coalesce(array_to_string(k.scopes, ' ') like '%:write%', false) as reads_only, k.scopes,
           acl_tokens_of(a.serial, u.serial, u.role, u.clearance) as acl_tokens
      into viewer
      from api_key_secret x join api_key k on k.id = x.key_id
      join "user" u on u.id = k.user_id join agency a on a.id = u.agency_id
     where x.token_hash = authenticate_token.token_hash
       and k.revoked_at is null and k.expires_at > now()
       and u.active and a.active;
  end if;
  if found then
    perform set_config('ancrage.language', viewer.language, true),
            set_viewer_context(viewer.id, viewer.agency_id, coalesce(viewer.session_id::text, ''),
                               viewer.acl_tokens::text);
    id := viewer.id;
    agency_id := viewer.agency_id;
    role := viewer.role;
    clearance := viewer.clearance;
    language := viewer.language;
    reads_only := viewer.reads_only;
    scopes := viewer.scopes;
    return next;
  end if;
end $$;

comment on function authenticate_token(bytea) is
  'Makes the user behind the SHA-256 of a session token or an API key the viewer for the rest of the transaction, and returns them; `reads_only` for an API key without a scope to write, `scopes` null for a session and a key without scopes. No row, and no viewer, if the token is unknown, ended, revoked, expired or idle, or the user or agency is not active. Every operation begins with it. Security definer: the service cannot read tokens.';

grant execute on function authenticate_token(bytea) to ancrage_service;
