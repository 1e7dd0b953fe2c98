-- Only the owner sees and changes credentials: find_credential() and set_password() do.
comment on table credential is 'Password of a user. A user who signs in with an OpenID provider has none.';
comment on column credential.handed_over is
  'Whether an ADMIN made the last link that set it: they had the link, or entered the address to which it was mailed. They may know the password, or have known the one before it.';
comment on column credential.approved is
  'Whether the account had raised rights or a place on a need-to-know list when that link was used: then a second person had approved the link or the address.';
comment on column credential.password_hash is
  'Argon2 hash with its salt and parameters (src/user/session/password.ts).';

call enable_rls('credential');
