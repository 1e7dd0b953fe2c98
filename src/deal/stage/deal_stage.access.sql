call enable_rls('deal_stage');
grant select, update on deal_stage to ancrage_service;
create policy viewer_sees on deal_stage for select to public using ((select viewer_id()) is not null);
create policy viewer_edits on deal_stage for update to ancrage_service
  using ((select viewer_is_admin())) with check (true);
