create view analytics.agreements with (security_invoker, security_barrier) as
select
  t.id as id, t.title as title, t.kind as kind, t.standing as standing, t.signed_on as signed_on,
  t.place as place, t.amount as amount, t.currency as currency, t.ended_on as ended_on,
  t.recorded_at as recorded_at
from agreement t
offset 0;

comment on view analytics.agreements is 'Commitments between parties.';

comment on column analytics.agreements.id is 'Identifies the agreement, as in the API.';
comment on column analytics.agreements.title is 'What it is about.';
comment on column analytics.agreements.kind is 'What kind of commitment.';
comment on column analytics.agreements.standing is 'DISCUSSED, DRAFT, SIGNED or ENDED.';
comment on column analytics.agreements.signed_on is 'The day it was signed.';
comment on column analytics.agreements.place is 'Where.';
comment on column analytics.agreements.amount is 'How much money.';
comment on column analytics.agreements.currency is 'Its currency.';
comment on column analytics.agreements.ended_on is 'The day it ended.';
comment on column analytics.agreements.recorded_at is 'When it was recorded, UTC.';
