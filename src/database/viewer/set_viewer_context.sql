create or replace function set_viewer_context(
  user_id uuid, agency_id uuid, session_id text, acl_tokens text
) returns void
language plpgsql set search_path = public, pg_temp set debug_print_plan = off as $$
begin
  perform set_config('ancrage.user', user_id::text, true),
          set_config('ancrage.agency', agency_id::text, true),
          set_config('ancrage.session', session_id, true),
          set_config('ancrage.tokens', acl_tokens, true),
          set_config('ancrage.signature',
                     sign_context(user_id::text, agency_id::text, session_id, acl_tokens), true);
end $$;

comment on function set_viewer_context(uuid, uuid, text, text) is
  'Sets the viewer for the rest of the transaction, signed. The session is the empty string for an API key. Not granted to the service: the authenticate_* functions call it. Plans are not logged (debug_print_plan), because they contain the signing key.';
