-- A viewer sees, adds and changes only their own keys; a row is never removed.
comment on table idempotency_key is
  'Idempotency keys of create mutations: a repeated request returns the first result (src/write/idempotency.ts).';
comment on column idempotency_key.key is 'The key that the client sent, unique per user.';
comment on column idempotency_key.verb is 'Name of the mutation.';
comment on column idempotency_key.digest is
  'SHA-256 of the input without its password, in hexadecimal digits: the same key with another input is refused. Empty once the result was erased.';
comment on column idempotency_key.result_id is
  'Id of the created row. Null only within the transaction that creates it.';

call enable_rls('idempotency_key');

grant select, insert, update on idempotency_key to ancrage_service;

create policy viewer_sees on idempotency_key for select to ancrage_service
  using (user_id = (select viewer_id()));

create policy viewer_adds on idempotency_key for insert to ancrage_service
  with check ((select viewer_id()) is not null and user_id = (select viewer_id()));

create policy viewer_edits on idempotency_key for update to ancrage_service
  using (user_id = (select viewer_id())) with check (true);
