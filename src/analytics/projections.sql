create view analytics.projections with (security_invoker, security_barrier) as
select
  t.id as id, t.deal_id as deal_id, t.kind as kind, t.horizon as horizon, t.target_year as target_year,
  t.low as low, t.high as high, t.standing as standing, t.stated_on as stated_on,
  t.recorded_at as recorded_at,
  exists (select 1 from job_projection n where n.replaces_id = t.id) as replaced,
  w.wording as wording, w.source_kind as source_kind, w.source_name as source_name
from job_projection t left join job_projection_text w on w.job_projection_id = t.id
offset 0;

comment on view analytics.projections is 'Statements of how many jobs, each as it was made.';

comment on column analytics.projections.id is 'Identifies the statement, as in the API.';
comment on column analytics.projections.deal_id is 'Which deal: deals.id.';
comment on column analytics.projections.kind is 'Which jobs; kinds are never added.';
comment on column analytics.projections.horizon is 'By when; a horizon includes the earlier ones.';
comment on column analytics.projections.target_year is 'By which year.';
comment on column analytics.projections.low is 'At least.';
comment on column analytics.projections.high is 'At most; null: open-ended.';
comment on column analytics.projections.standing is 'RUMOURED, REPORTED, ANNOUNCED, CONTRACTED or REALISED.';
comment on column analytics.projections.stated_on is 'The day it was stated.';
comment on column analytics.projections.recorded_at is 'When it was recorded, UTC.';
comment on column analytics.projections.replaced is 'Another one was put in its place.';
comment on column analytics.projections.wording is 'As it was said; null when masked.';
comment on column analytics.projections.source_kind is 'What kind of source; null when masked.';
comment on column analytics.projections.source_name is 'Which source; null when masked.';
