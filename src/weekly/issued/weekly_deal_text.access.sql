call enable_rls('weekly_deal_text');
grant select on weekly_deal_text to ancrage_service;
create policy viewer_sees on weekly_deal_text for select to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens())
    and (exists (select 1 from deal_identity i where i.deal_id = weekly_deal_text.deal_id))
  );
