-- A viewer sees the rows of deals that they could know of when the summary was issued and can today.
-- issue_weekly_summary() adds rows, and none is changed or removed.
comment on table weekly_deal is
  'How the deals of an issued summary were in its week and in the week before, by week_deal_rows(): one row for each deal and part.';

comment on column weekly_deal.part is 'week: the week itself; before: the week before.';
comment on column weekly_deal.was is
  'Stage at the beginning of the part; null where the deal was not yet recorded.';
comment on column weekly_deal.low_was is
  'Direct jobs projected at the beginning: at least; null: none stated.';
comment on column weekly_deal.high_was is
  'Direct jobs projected at the beginning: at most; null: none stated, or open-ended.';
comment on column weekly_deal.realised_was is
  'Direct jobs realised at the beginning: at least; null: none stated.';
comment on column weekly_deal.realised_high_was is
  'Direct jobs realised at the beginning: at most; null: none stated, or open-ended.';
comment on column weekly_deal.opening is
  'Whether it was in an open stage, and the agency in its team, at the beginning.';
comment on column weekly_deal.stage is 'Stage at the end; null where the week did not concern the deal.';
comment on column weekly_deal.low is 'Direct jobs projected at the end: at least; null: none stated.';
comment on column weekly_deal.high is
  'Direct jobs projected at the end: at most; null: none stated, or open-ended.';
comment on column weekly_deal.realised is 'Direct jobs realised at the end: at least; null: none stated.';
comment on column weekly_deal.realised_high is
  'Direct jobs realised at the end: at most; null: none stated, or open-ended.';
comment on column weekly_deal.closing is
  'Whether it was in an open stage, and the agency in its team, at the end.';
comment on column weekly_deal.way_in is
  'How it came into the open pipeline: entered or resumed; null: it did not.';
comment on column weekly_deal.way_out is
  'How it went out of the open pipeline: won, lost, paused or left; null: it did not.';
comment on column weekly_deal.direction is
  'forward or back, where it changed from one open stage to another; otherwise null.';
comment on column weekly_deal.probability_was is
  'Percent by which its jobs were weighted in the stage at the beginning.';
comment on column weekly_deal.probability is
  'Percent by which its jobs were weighted in the stage at the end.';
comment on column weekly_deal.past is
  'Jobs at the end of each of the last twelve weeks in which it was open: [{monday, low, high}]; empty in the part before.';
comment on column weekly_deal.acl is 'Who could know of the deal.';

call enable_rls('weekly_deal');

grant select on weekly_deal to ancrage_service;

create policy viewer_sees on weekly_deal for select to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens()) and (exists (select 1 from deal d where d.id = weekly_deal.deal_id))
  );
