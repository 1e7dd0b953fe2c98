create view analytics.handovers with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.deal_id as deal_id,
      (select a.code from agency a where a.id = t.from_agency_id) as from_agency,
      (select a.code from agency a where a.id = t.to_agency_id) as to_agency,
      t."on" as effective_on, t.reason as reason,
      (select u.name from "user" u where u.id = t.by_id) as by,
      t.recorded_at as recorded_at
    from handover t
    where not exists (select 1 from handover_correction c where c.handover_id = t.id)
      and exists (select 1 from deal d where d.id = t.deal_id and d.withdrawn_at is null)
  )
select *
from shown;

comment on view analytics.handovers is 'Changes of the lead agency of a deal; corrected ones are left out.';

comment on column analytics.handovers.id is 'Identifies the handover; the id of the API.';
comment on column analytics.handovers.deal_id is 'The deal: deals.id.';
comment on column analytics.handovers.from_agency is 'Code of the agency that led the deal.';
comment on column analytics.handovers.to_agency is 'Code of the agency that leads it since.';
comment on column analytics.handovers.effective_on is 'Day of the handover.';
comment on column analytics.handovers.reason is 'Reason.';
comment on column analytics.handovers.by is 'Name of the user who offered it.';
comment on column analytics.handovers.recorded_at is 'When it was recorded.';
