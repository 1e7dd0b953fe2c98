-- Only the owner sees and changes codes: confirm_totp(), use_recovery_code() and remove_totp() do.
comment on table totp_recovery_code is
  'Codes with which a user signs in without their authenticator app, each once.';
comment on column totp_recovery_code.code_hash is 'SHA-256 of the code.';
comment on column totp_recovery_code.used_at is 'Null: not used.';

call enable_rls('totp_recovery_code');
