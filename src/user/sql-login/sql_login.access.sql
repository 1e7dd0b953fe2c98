-- A user sees their own logins, an ADMIN those of their agency, a HEAD those of a MACHINE of the agency. Only functions add and revoke them:
-- create_sql_login(), revoke_sql_login(); a row is never removed.
comment on table sql_login is
  'Database roles with which analysts query the schema analytics. Each reads as its user. The password is kept by the role only.';
comment on column sql_login.login is 'Name of the role.';
comment on column sql_login.name is 'What the login is for, in the words of the user who created it.';
comment on column sql_login.verifier_digest is
  'SHA-256 of the verifier of its password, by which a change is found; null for logins of earlier versions.';
comment on column sql_login.revoked_at is 'Null: not revoked.';

call enable_rls('sql_login');

grant select (id, user_id, login, name, created_at, expires_at, revoked_at) on sql_login to ancrage_service;

create policy viewer_sees on sql_login for select to ancrage_service
  using (user_id = (select viewer_id()) or may_revoke_keys_of(user_id));
