-- Only the owner reads the key.
comment on table context_signing_key is
  'The key that signs the viewer of a transaction: one row, random, made with the database. Any role may set settings such as ancrage.user; only functions of the owner can sign them.';

call enable_rls('context_signing_key');
