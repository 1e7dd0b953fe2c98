-- Only the owner sees and adds hashes: set_api_key_secret() and authenticate_token() do.
comment on table api_key_secret is
  'Hashes of API keys, apart from api_key so that the service cannot read them.';
comment on column api_key_secret.token_hash is 'SHA-256 of the key (src/core/token.ts).';

call enable_rls('api_key_secret');
