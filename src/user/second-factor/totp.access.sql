-- Only the owner sees and changes second factors: read_totp(), begin_totp(), accept_totp_step() and remove_totp() do.
comment on table totp is
  'Second factor of a user: the secret from which an authenticator app computes codes (RFC 6238).';
comment on column totp.confirmed_at is
  'When the user gave a first code; null: not yet, and a sign-in takes no code.';
comment on column totp.pending_secret is
  'Secret of a factor that replaces a confirmed one, until it is confirmed itself; null: none.';
comment on column totp.last_step is
  'Step of 30 seconds of the last code that was accepted; a code of this or an earlier step is refused.';

call enable_rls('totp');
