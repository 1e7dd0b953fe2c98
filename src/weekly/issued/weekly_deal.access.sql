call enable_rls('weekly_deal');
grant select on weekly_deal to ancrage_service;
create policy viewer_sees on weekly_deal for select to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens()) and (exists (select 1 from deal d where d.id = weekly_deal.deal_id))
  );
