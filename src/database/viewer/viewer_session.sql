create or replace function viewer_session() returns uuid
language plpgsql stable parallel safe security definer set search_path = public, pg_temp
  set debug_print_plan = off as $$
begin
  if is_context_signed() and not starts_with(session_user, 'ancrage_sql_') then
    return nullif(current_setting('ancrage.session', true), '');
  end if;
  return null;
end $$;

comment on function viewer_session() is
  'Returns the session of the viewer, as signed in this transaction. Null for an anonymous transaction, an API key, a scheduled job and an SQL login. Security definer and unlogged plans: see viewer_acl_tokens().';

grant execute on function viewer_session() to ancrage_service;
