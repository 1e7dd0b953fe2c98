-- Only could_see_then_and_now() reads it; issue_weekly_summary() adds rows, and none is changed or removed.
comment on table weekly_deal_acl is
  'Access keys of the deals of an issued summary, as they were when it was issued: a line about several deals is shown to viewers who could see them all then and can today.';

comment on column weekly_deal_acl.masked_acl is 'Who could know of the deal.';
comment on column weekly_deal_acl.full_acl is 'Who could see the deal in full.';

call enable_rls('weekly_deal_acl');
