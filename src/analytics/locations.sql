create view analytics.locations with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.deal_id as deal_id, t.site_id as site_id, t.town as town, t.country as country,
      t.standing as standing, t.since as since, t.since_when_from as since_from, t.since_when_to as since_to,
      t.since_when_precision as since_precision
    from location t
    where t.withdrawn_at is null
  )
select *
from shown;

comment on view analytics.locations is 'Places that compete for a deal.';

comment on column analytics.locations.id is 'Identifies the location; the id of the API.';
comment on column analytics.locations.deal_id is 'The deal: deals.id.';
comment on column analytics.locations.site_id is 'One of our sites: sites.id; null: a town elsewhere.';
comment on column analytics.locations.town is 'Town; null where it is one of our sites.';
comment on column analytics.locations.country is
  'Country of the town: ISO 3166-1 alpha-2 code; null where it is one of our sites.';
comment on column analytics.locations.standing is 'CANDIDATE, SHORTLISTED, CHOSEN or REJECTED.';
comment on column analytics.locations.since is
  'Day since which it has this standing, or by which it has it where only since_precision is known.';
comment on column analytics.locations.since_from is 'First day since which it may have this standing.';
comment on column analytics.locations.since_to is 'Last day.';
comment on column analytics.locations.since_precision is
  'How precisely the days are known: DAY, EARLY_MONTH, MID_MONTH, LATE_MONTH, MONTH, QUARTER, YEAR or BEFORE (only the last day is known).';
