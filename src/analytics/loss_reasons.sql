create view analytics.loss_reasons with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.deal_id as deal_id, t.rank as rank, t.code as code, t.wording as wording,
      t.source_kind as source_kind
    from loss_reason t
    where t.reopened_at is null
      and t.replaced_at is null
      and exists (select 1 from deal d where d.id = t.deal_id and d.withdrawn_at is null)
  )
select *
from shown;

comment on view analytics.loss_reasons is
  'Why deals were lost; reasons of deals that were reopened are left out.';

comment on column analytics.loss_reasons.id is 'Identifies the reason; the id of the API.';
comment on column analytics.loss_reasons.deal_id is 'The deal: deals.id.';
comment on column analytics.loss_reasons.rank is 'Rank of the reason, 1 is the most important.';
comment on column analytics.loss_reasons.code is 'The reason, such as LABOUR_COST, SITE or INCENTIVES.';
comment on column analytics.loss_reasons.wording is 'The reason in words; null: not stated.';
comment on column analytics.loss_reasons.source_kind is
  'COMPANY, PUBLIC_AUTHORITY, PRESS, PARTNER, OWN_AGENCY, UNNAMED or OTHER.';
