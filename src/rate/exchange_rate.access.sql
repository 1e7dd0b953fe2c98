call enable_rls('exchange_rate');
grant select, insert on exchange_rate to ancrage_service;
create policy viewer_sees on exchange_rate for select to ancrage_service
  using ((select viewer_id()) is not null);
create policy viewer_adds on exchange_rate for insert to ancrage_service
  with check ((select viewer_is_admin()));
