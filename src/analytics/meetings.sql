create view analytics.meetings with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.title as title, t.when_from as when_from, t.when_to as when_to,
      t.when_precision as when_precision, t.starts_at as starts_at, t.ends_at as ends_at, t.place as place,
      t.status as status,
      (select a.code from agency a where a.id = t.host_agency_id) as host,
      t.topics as topics, t.outcome as outcome
    from meeting t
    where t.withdrawn_at is null
  )
select *
from shown;

comment on view analytics.meetings is 'Meetings, planned or held; withdrawn ones left out.';

comment on column analytics.meetings.id is 'Identifies the meeting; the id of the API.';
comment on column analytics.meetings.title is 'Title.';
comment on column analytics.meetings.when_from is 'First day on which it takes place or may take place.';
comment on column analytics.meetings.when_to is 'Last day.';
comment on column analytics.meetings.when_precision is
  'How precisely the days are known: DAY, EARLY_MONTH, MID_MONTH, LATE_MONTH, MONTH, QUARTER, YEAR or BEFORE (only the last day is known).';
comment on column analytics.meetings.starts_at is 'When it starts, UTC; null where only the day is known.';
comment on column analytics.meetings.ends_at is 'When it ends, UTC; null: not known.';
comment on column analytics.meetings.place is 'Place; null: not known.';
comment on column analytics.meetings.status is 'PLANNED, HELD or CANCELLED.';
comment on column analytics.meetings.host is 'Code of the agency that invites; null: none.';
comment on column analytics.meetings.topics is 'Topics.';
comment on column analytics.meetings.outcome is 'Result; null: none recorded.';
