create view analytics.deals with (security_invoker, security_barrier) as
select
  t.id as id, t.reference as reference, t.code_name as code_name, i.deal_id is null as masked,
  coalesce(i.title, t.code_name) as title, i.description as description, i.prospect_id as prospect_id,
  t.stage as stage, t.stage_since as stage_since,
  (now() at time zone 'Europe/Brussels')::date - t.stage_since as days_in_stage,
  s.outcome as outcome, s.probability as probability, t.sector as sector, t.activity as activity,
  t.type as type, t.origin as origin, t.confidentiality as confidentiality,
  (select a.code from agency a where a.id = t.lead_agency_id) as lead_agency,
  case when i.deal_id is not null then (select u.name from "user" u where u.id = t.officer_id) end as officer,
  t.opened_on as opened_on,
  t.expected_decision_from as expected_decision_from,
  t.expected_decision_to as expected_decision_to,
  t.expected_decision_precision as expected_decision_precision,
  t.next_review as next_review, t.capex_low as capex_low, t.capex_high as capex_high,
  t.capex_currency as capex_currency, j.low as jobs_low, j.high as jobs_high,
  j.low is not null and j.high is null as jobs_open_ended,
  r.low as jobs_realised, t.updated_at as updated_at
from deal t
  left join deal_identity i on i.deal_id = t.id
  left join deal_stage s on s.code = t.stage
  left join lateral counted_projection(t.id, 'DIRECT', null, false, false, null, null) j on true
  left join lateral counted_projection(t.id, 'DIRECT', null, false, true, null, null) r on true
offset 0;

comment on view analytics.deals is 'Investment projects, one row each, as they stand today.';

comment on column analytics.deals.id is 'Identifies the deal, as in the API.';
comment on column analytics.deals.reference is 'Region, year, serial; never used again.';
comment on column analytics.deals.code_name is 'What it is called where its title is not.';
comment on column analytics.deals.masked is 'You see it without what gives it away.';
comment on column analytics.deals.title is 'What it is about; masked: the code name.';
comment on column analytics.deals.description is 'In full; null when masked.';
comment on column analytics.deals.prospect_id is 'Whose deal: prospects.id; null when masked or not known.';
comment on column analytics.deals.stage is 'Where it stands: stages.code.';
comment on column analytics.deals.stage_since is 'Since which day.';
comment on column analytics.deals.days_in_stage is 'Days since then, in Brussels.';
comment on column analytics.deals.outcome is 'OPEN, WON, LOST or PAUSED.';
comment on column analytics.deals.probability is 'Percent by which its jobs are weighted.';
comment on column analytics.deals.sector is 'NACE section or division.';
comment on column analytics.deals.activity is 'What the company would do here.';
comment on column analytics.deals.type is 'How the investment is made.';
comment on column analytics.deals.origin is 'Where the investor comes from.';
comment on column analytics.deals.confidentiality is 'OPEN, INTERNAL, RESTRICTED or SECRET.';
comment on column analytics.deals.lead_agency is 'Code of the agency that leads.';
comment on column analytics.deals.officer is 'Who works on it; null when masked.';
comment on column analytics.deals.opened_on is 'The day it was opened.';
comment on column analytics.deals.expected_decision_from is 'When the decision is expected: first day.';
comment on column analytics.deals.expected_decision_to is 'Last day.';
comment on column analytics.deals.expected_decision_precision is 'How exactly that is known.';
comment on column analytics.deals.next_review is 'When it is to be looked at again.';
comment on column analytics.deals.capex_low is 'Investment, at least.';
comment on column analytics.deals.capex_high is 'Investment, at most; null: open-ended or not known.';
comment on column analytics.deals.capex_currency is 'Its currency.';
comment on column analytics.deals.jobs_low is
  'Direct jobs of the furthest horizon stated, rumours aside: at least.';
comment on column analytics.deals.jobs_high is 'At most; null: open-ended, or none stated.';
comment on column analytics.deals.jobs_open_ended is 'Stated as more than jobs_low.';
comment on column analytics.deals.jobs_realised is 'Direct jobs that are there.';
comment on column analytics.deals.updated_at is 'When it was last changed, UTC.';
