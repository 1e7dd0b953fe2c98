create or replace function is_context_signed() returns boolean
language sql stable parallel safe return
  session_user = current_user
  or coalesce(
    current_setting('ancrage.signature', true) = sign_context(
      current_setting('ancrage.user', true), current_setting('ancrage.agency', true),
      current_setting('ancrage.session', true), current_setting('ancrage.tokens', true)
    ),
    false
  );

comment on function is_context_signed() is
  'Returns whether the settings of the viewer were set in this transaction by set_viewer_context(). Always true for the owner of the tables, who sees every row anyway.';
