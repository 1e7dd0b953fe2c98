call enable_rls('weekly_summary');
grant select on weekly_summary to ancrage_service;
create policy viewer_sees on weekly_summary for select to ancrage_service
  using ((select viewer_id()) is not null);
