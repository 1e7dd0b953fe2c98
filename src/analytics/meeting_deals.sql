create view analytics.meeting_deals with (security_invoker, security_barrier) as
with
  shown as materialized (
    select t.meeting_id as meeting_id, t.deal_id as deal_id
    from meeting_deal t
    where exists (select 1 from meeting m where m.id = t.meeting_id and m.withdrawn_at is null)
      and exists (select 1 from deal d where d.id = t.deal_id and d.withdrawn_at is null)
  )
select *
from shown;

comment on view analytics.meeting_deals is 'Which deals a meeting is about, one row for each pair.';

comment on column analytics.meeting_deals.meeting_id is 'The meeting: meetings.id.';
comment on column analytics.meeting_deals.deal_id is 'The deal: deals.id.';
