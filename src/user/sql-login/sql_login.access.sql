-- A user sees their own logins, an ADMIN those of every user. Only functions add and revoke them:
-- create_sql_login(), revoke_sql_login(); a row is never removed.
comment on table sql_login is
  'Database roles with which analysts query the schema analytics. Each reads as its user. The password is kept by the role only.';
comment on column sql_login.login is 'Name of the role.';
comment on column sql_login.name is 'What the login is for, in the words of the ADMIN who created it.';
comment on column sql_login.revoked_at is 'Null: not revoked.';

call enable_rls('sql_login');

grant select on sql_login to ancrage_service;

create policy viewer_sees on sql_login for select to ancrage_service
  using (user_id = (select viewer_id()) or (select viewer_is_admin()));
