create view analytics.claims with (security_invoker, security_barrier) as
select
  t.id as id, t.deal_id as deal_id, t.prospect_id as prospect_id, t.agreement_id as agreement_id,
  t.statement as statement, t.wording as wording, t.stated_on as stated_on, t.recorded_at as recorded_at,
  t.standing as standing, t.reliability as reliability, t.credibility as credibility,
  t.source_kind as source_kind, t.source_name as source_name, t.disputes_id as disputes_id
from claim t
offset 0;

comment on view analytics.claims is 'What was stated, with its source and grade.';

comment on column analytics.claims.id is 'Identifies the claim, as in the API.';
comment on column analytics.claims.deal_id is 'About which deal: deals.id.';
comment on column analytics.claims.prospect_id is 'Or about which prospect: prospects.id.';
comment on column analytics.claims.agreement_id is 'Or about which agreement: agreements.id.';
comment on column analytics.claims.statement is 'What is said.';
comment on column analytics.claims.wording is 'As it was said.';
comment on column analytics.claims.stated_on is 'The day it was said.';
comment on column analytics.claims.recorded_at is 'When it was recorded, UTC.';
comment on column analytics.claims.standing is 'UNCONFIRMED, CONFIRMED, DENIED or RETRACTED.';
comment on column analytics.claims.reliability is 'Of the source, A to F.';
comment on column analytics.claims.credibility is 'Of the statement, 1 to 6.';
comment on column analytics.claims.source_kind is 'What kind of source.';
comment on column analytics.claims.source_name is 'Which source.';
comment on column analytics.claims.disputes_id is 'Which claim it disputes: claims.id.';
