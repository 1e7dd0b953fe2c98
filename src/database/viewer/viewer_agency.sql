create or replace function viewer_agency() returns uuid
language plpgsql stable parallel safe security definer set search_path = public, pg_temp
  set debug_print_plan = off as $$
begin
  if starts_with(session_user, 'ancrage_sql_') then
    return (select agency_id from sql_login_viewer());
  end if;
  if is_context_signed() then
    return nullif(current_setting('ancrage.agency', true), '');
  end if;
  return null;
end $$;

comment on function viewer_agency() is
  'Returns the agency of the viewer: that of the transaction if it is signed, or that of the user of an SQL login. Null for an anonymous transaction. Security definer and unlogged plans: see viewer_acl_tokens().';

grant execute on function viewer_agency() to ancrage_service;
