create view analytics.stakes with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.holder_id as holder_id, t.held_id as held_id, t.percent as percent, t.since as since,
      t.ended_on as ended_on
    from stake t
    where t.withdrawn_at is null
  )
select *
from shown;

comment on view analytics.stakes is 'Shares of companies in other companies, ended ones included.';

comment on column analytics.stakes.id is 'Identifies the stake; the id of the API.';
comment on column analytics.stakes.holder_id is 'The company that holds it: prospects.id.';
comment on column analytics.stakes.held_id is 'The company in which it is held: prospects.id.';
comment on column analytics.stakes.percent is 'Per cent of the held company.';
comment on column analytics.stakes.since is 'Day since which it is held; null: not known.';
comment on column analytics.stakes.ended_on is 'Day on which it was given up; null: it is held.';
