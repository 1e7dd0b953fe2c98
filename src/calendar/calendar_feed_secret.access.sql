-- Only the owner sees and adds secrets: set_calendar_secret() and authenticate_calendar_feed() do.
comment on table calendar_feed_secret is
  'Hashes of the secrets in the addresses of calendar feeds, apart from calendar_feed so that the service cannot read them.';
comment on column calendar_feed_secret.token_hash is 'SHA-256 of the secret (src/core/token.ts).';

call enable_rls('calendar_feed_secret');
