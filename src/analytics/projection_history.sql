create view analytics.projection_history with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.deal_id as deal_id, t.kind as kind, t.horizon as horizon, t.target_year as target_year,
      t.low as low, t.high as high, t.standing as standing, t.stated_on as stated_on,
      t.stated_when_from as stated_from, t.stated_when_to as stated_to,
      t.stated_when_precision as stated_precision, t.recorded_at as recorded_at,
      exists (
        select 1 from job_projection n where n.replaces_id = t.id and n.withdrawn_at is null
      ) as replaced,
      w.wording as wording, w.source_kind as source_kind, w.source_name as source_name,
      w.source_medium as source_medium
    from job_projection t left join job_projection_text w on w.job_projection_id = t.id
    where t.withdrawn_at is null
  )
select *
from shown;

comment on view analytics.projection_history is
  'Statements about jobs, each as it was made; replaced and displaced ones included, withdrawn ones left out. The current ones are in projections.';

comment on column analytics.projection_history.id is 'Identifies the statement; the id of the API.';
comment on column analytics.projection_history.deal_id is 'The deal: deals.id.';
comment on column analytics.projection_history.kind is
  'DIRECT, INDIRECT, SAFEGUARDED or CONSTRUCTION jobs; never add different kinds.';
comment on column analytics.projection_history.horizon is
  'INITIAL, MEDIUM_TERM or FULL; a horizon includes the earlier ones.';
comment on column analytics.projection_history.target_year is
  'Year that the horizon means; null: not stated.';
comment on column analytics.projection_history.low is 'Jobs: at least.';
comment on column analytics.projection_history.high is 'Jobs: at most; null: no upper limit.';
comment on column analytics.projection_history.standing is
  'RUMOURED, REPORTED, ANNOUNCED, CONTRACTED or REALISED.';
comment on column analytics.projection_history.stated_on is
  'Day on which it was stated, or by which it was where only stated_precision is known; it counts from then on.';
comment on column analytics.projection_history.stated_from is 'First day on which it may have been stated.';
comment on column analytics.projection_history.stated_to is 'Last day.';
comment on column analytics.projection_history.stated_precision is
  'How precisely the days are known: DAY, EARLY_MONTH, MID_MONTH, LATE_MONTH, MONTH, QUARTER, YEAR or BEFORE (only the last day is known).';
comment on column analytics.projection_history.recorded_at is 'When it was recorded.';
comment on column analytics.projection_history.replaced is 'Whether a later statement replaces it.';
comment on column analytics.projection_history.wording is
  'The statement in the words of its source; null: not quoted, or masked.';
comment on column analytics.projection_history.source_kind is
  'COMPANY, PUBLIC_AUTHORITY, PRESS, PARTNER, OWN_AGENCY, UNNAMED or OTHER; null when masked.';
comment on column analytics.projection_history.source_name is
  'Name of the source; null: not named, or masked.';
comment on column analytics.projection_history.source_medium is
  'Newspaper, programme or site that reports it; null: stated to the agency, or not known, or masked.';
