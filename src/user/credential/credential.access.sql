-- Only the owner sees and changes credentials: find_credential() and set_password() do.
comment on table credential is 'Password of a user. A user who signs in with an OpenID provider has none.';
comment on column credential.handed_over is
  'Whether the last link that set it was handed over by an ADMIN without the approval of a second person: they may know it, or have known the one before it.';
comment on column credential.password_hash is
  'Argon2 hash with its salt and parameters (src/user/session/password.ts).';

call enable_rls('credential');
