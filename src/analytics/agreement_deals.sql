create view analytics.agreement_deals with (security_invoker, security_barrier) as
with
  shown as materialized (
    select t.agreement_id as agreement_id, t.deal_id as deal_id
    from agreement_deal t
    where exists (select 1 from agreement a where a.id = t.agreement_id and a.withdrawn_at is null)
      and exists (select 1 from deal d where d.id = t.deal_id and d.withdrawn_at is null)
  )
select *
from shown;

comment on view analytics.agreement_deals is 'Which deals an agreement is about, one row for each pair.';

comment on column analytics.agreement_deals.agreement_id is 'The agreement: agreements.id.';
comment on column analytics.agreement_deals.deal_id is 'The deal: deals.id.';
