create view analytics.team with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.deal_id as deal_id,
      (select a.code from agency a where a.id = t.agency_id) as agency,
      t.role as role, t.from_day as from_day, t.until_day as until_day, t.recorded_at as recorded_at
    from deal_team t
    where t.withdrawn_at is null and exists (select 1 from deal_identity i where i.deal_id = t.deal_id)
  )
select *
from shown;

comment on view analytics.team is 'Agencies that work on a deal, or did; one row for each membership.';

comment on column analytics.team.id is 'Identifies the membership; the id of the API.';
comment on column analytics.team.deal_id is 'The deal: deals.id.';
comment on column analytics.team.agency is 'Code of the agency.';
comment on column analytics.team.role is 'LEAD, SUPPORT or INFORMED.';
comment on column analytics.team.from_day is 'First day of the membership.';
comment on column analytics.team.until_day is 'First day without the membership; null: it goes on.';
comment on column analytics.team.recorded_at is 'When it was recorded.';
