-- A viewer sees the names of deals that they could see in full when the summary was issued and can today.
-- issue_weekly_summary() adds rows, and none is changed or removed.
comment on table weekly_deal_text is
  'Title and prospect of the deals of an issued summary, as they were when it was issued.';

comment on column weekly_deal_text.prospect is 'Name of the prospect; null where none was known.';
comment on column weekly_deal_text.acl is 'Who could see the deal in full.';

call enable_rls('weekly_deal_text');

grant select on weekly_deal_text to ancrage_service;

create policy viewer_sees on weekly_deal_text for select to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens())
    and (exists (select 1 from deal_identity i where i.deal_id = weekly_deal_text.deal_id))
  );
