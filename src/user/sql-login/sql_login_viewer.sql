create or replace function sql_login_viewer() returns table (id uuid, agency_id uuid, tokens int[])
language sql stable rows 1 security definer set search_path = public, pg_temp as $$
  select u.id, u.agency_id, acl_tokens_of(a.serial, u.serial, u.role, u.clearance)
  from sql_login l join "user" u on u.id = l.user_id join agency a on a.id = u.agency_id
  where l.login = session_user
    and l.revoked_at is null
    and l.expires_at > clock_timestamp()
    and u.active
    and a.active
$$;

comment on function sql_login_viewer() is
  'Returns the user of the SQL login of this connection, their agency and ACL tokens; no row if the login has expired or was revoked, or the user or agency is not active. Decided by session_user, which no SET and no function changes.';
