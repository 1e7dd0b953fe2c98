create or replace function viewer_id() returns uuid
language plpgsql stable parallel safe security definer set search_path = public, pg_temp set debug_print_plan
  = off as $$
begin
  if starts_with(session_user, 'ancrage_sql_') then return coalesce((select id from sql_login_viewer()), null); end if;
  return case when is_context_signed() then coalesce(nullif(current_setting('ancrage.user', true), ''), null) else null end;
end $$;

grant execute on function viewer_id() to ancrage_service;
