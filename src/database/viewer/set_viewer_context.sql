create or replace function set_viewer_context(
  viewer uuid, agency uuid, session text, tokens text
) returns void
language plpgsql set search_path = public, pg_temp set debug_print_plan = off as $$
begin
  perform set_config('ancrage.user', viewer::text, true), set_config('ancrage.agency', agency::text, true),
          set_config('ancrage.session', session, true), set_config('ancrage.tokens', tokens, true),
          set_config('ancrage.signature', sign_context(viewer::text, agency::text, session, tokens), true);
end $$;

comment on function set_viewer_context(uuid, uuid, text, text) is
  'Says who asks, for the rest of the transaction.';
