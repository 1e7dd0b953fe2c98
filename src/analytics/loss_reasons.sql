create view analytics.loss_reasons with (security_invoker, security_barrier) as
select
  t.id as id, t.deal_id as deal_id, t.rank as rank, t.code as code, t.wording as wording,
  t.source_kind as source_kind
from loss_reason t
where t.reopened_at is null
offset 0;

comment on view analytics.loss_reasons is 'Why deals were lost that are lost.';

comment on column analytics.loss_reasons.id is 'Identifies the reason, as in the API.';
comment on column analytics.loss_reasons.deal_id is 'Which deal: deals.id.';
comment on column analytics.loss_reasons.rank is '1 is the first.';
comment on column analytics.loss_reasons.code is 'The reason.';
comment on column analytics.loss_reasons.wording is 'In words.';
comment on column analytics.loss_reasons.source_kind is 'What kind of source.';
