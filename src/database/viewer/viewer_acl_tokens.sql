create or replace function viewer_acl_tokens() returns int[]
language plpgsql stable parallel safe security definer set search_path = public, pg_temp set debug_print_plan
  = off as $$
begin
  if starts_with(session_user, 'ancrage_sql_') then return coalesce((select tokens from sql_login_viewer()), '{}'); end if;
  return case when is_context_signed() then coalesce(nullif(current_setting('ancrage.tokens', true), ''), '{}') else '{}' end;
end $$;

grant execute on function viewer_acl_tokens() to ancrage_service;
