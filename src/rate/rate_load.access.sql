call enable_rls('rate_load');
grant select, insert on rate_load to ancrage_service;
create policy viewer_sees on rate_load for select to ancrage_service using ((select viewer_id()) is not null);
create policy viewer_adds on rate_load for insert to ancrage_service
  with check (by_id = (select viewer_id()) and (select viewer_is_admin()));
