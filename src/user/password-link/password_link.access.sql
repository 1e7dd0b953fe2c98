-- Only the owner sees and changes links: create_password_link(), lease_password_link() and use_password_link() do.
comment on table password_link is
  'One-time links with which a user sets a password: the first one, or another one in place of one forgotten.';
comment on column password_link.token_hash is
  'SHA-256 of the secret in the link (src/core/token.ts); null until the mail with the link is sent.';
comment on column password_link.created_by_id is
  'The ADMIN who made it; the user themselves: it was made by npm run create-admin.';
comment on column password_link.used_at is 'When the user set the password; null: not yet.';
comment on column password_link.next_mail_at is 'When the link is to be mailed; null: it is not, or it was.';

call enable_rls('password_link');
