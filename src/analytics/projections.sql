create view analytics.projections with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.deal_id as deal_id, t.kind as kind, t.horizon as horizon, t.target_year as target_year,
      t.low as low, t.high as high, t.standing as standing, t.stated_on as stated_on,
      t.stated_when_from as stated_from, t.stated_when_to as stated_to,
      t.stated_when_precision as stated_precision, t.recorded_at as recorded_at, c.counts as counts,
      w.wording as wording, w.source_kind as source_kind, w.source_name as source_name,
      w.source_medium as source_medium
    from job_projection t
      join current_projections() c on c.id = t.id
      left join job_projection_text w on w.job_projection_id = t.id
    where t.withdrawn_at is null
  )
select *
from shown;

comment on view analytics.projections is
  'The current statements about jobs: of each deal, kind and horizon the latest of the strongest standing, and apart from them the latest REALISED one of each kind. Those that no longer hold are in projection_history.';

comment on column analytics.projections.id is 'Identifies the statement; the id of the API.';
comment on column analytics.projections.deal_id is 'The deal: deals.id.';
comment on column analytics.projections.kind is
  'DIRECT, INDIRECT, SAFEGUARDED or CONSTRUCTION jobs; never add different kinds.';
comment on column analytics.projections.horizon is
  'INITIAL, MEDIUM_TERM or FULL; a horizon includes the earlier ones.';
comment on column analytics.projections.target_year is 'Year that the horizon means; null: not stated.';
comment on column analytics.projections.low is 'Jobs: at least.';
comment on column analytics.projections.high is 'Jobs: at most; null: no upper limit.';
comment on column analytics.projections.standing is 'RUMOURED, REPORTED, ANNOUNCED, CONTRACTED or REALISED.';
comment on column analytics.projections.stated_on is
  'Day on which it was stated, or by which it was where only stated_precision is known; it counts from then on.';
comment on column analytics.projections.stated_from is 'First day on which it may have been stated.';
comment on column analytics.projections.stated_to is 'Last day.';
comment on column analytics.projections.stated_precision is
  'How precisely the days are known: DAY, EARLY_MONTH, MID_MONTH, LATE_MONTH, MONTH, QUARTER, YEAR or BEFORE (only the last day is known).';
comment on column analytics.projections.recorded_at is 'When it was recorded.';
comment on column analytics.projections.counts is
  'Whether the figures of the pipeline count it: of each deal and kind the one of the furthest horizon, neither RUMOURED nor REALISED. A sum of jobs is where counts and kind = one kind.';
comment on column analytics.projections.wording is
  'The statement in the words of its source; null: not quoted, or masked.';
comment on column analytics.projections.source_kind is
  'COMPANY, PUBLIC_AUTHORITY, PRESS, PARTNER, OWN_AGENCY, UNNAMED or OTHER; null when masked.';
comment on column analytics.projections.source_name is 'Name of the source; null: not named, or masked.';
comment on column analytics.projections.source_medium is
  'Newspaper, programme or site that reports it; null: stated to the agency, or not known, or masked.';
