create or replace function viewer_acl_tokens() returns int[]
language plpgsql stable parallel safe security definer set search_path = public, pg_temp
  set debug_print_plan = off as $$
begin
  if starts_with(session_user, 'ancrage_sql_') then
    return coalesce((select tokens from sql_login_viewer()), '{}');
  end if;
  if is_context_signed() then
    return coalesce(nullif(current_setting('ancrage.tokens', true), ''), '{}');
  end if;
  return '{}';
end $$;

comment on function viewer_acl_tokens() is
  'Returns the ACL tokens of the viewer (acl_tokens_of() explains them): those of the transaction if they are signed, or those of the user of an SQL login. Empty for an anonymous transaction. Security definer: it reads the signing key and the SQL logins; plans are not logged, because they contain the key.';

grant execute on function viewer_acl_tokens() to ancrage_service;
