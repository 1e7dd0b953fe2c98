call enable_rls('idempotency_key');
grant select, insert, update on idempotency_key to ancrage_service;
create policy viewer_sees on idempotency_key for select to ancrage_service
  using (user_id = (select viewer_id()));
create policy viewer_adds on idempotency_key for insert to ancrage_service
  with check ((select viewer_id()) is not null and user_id = (select viewer_id()));
create policy viewer_edits on idempotency_key for update to ancrage_service
  using (user_id = (select viewer_id())) with check (true);
