create view analytics.deals with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.reference as reference, t.code_name as code_name, i.deal_id is null as masked,
      coalesce(i.title, t.code_name) as title, i.description as description, i.prospect_id as prospect_id,
      t.stage as stage, t.stage_since as stage_since,
      (now() at time zone 'Europe/Brussels')::date - t.stage_since as days_in_stage,
      s.outcome as outcome, s.probability as probability, t.sector as sector, t.activity as activity,
      t.type as type, t.origin as origin, t.confidentiality as confidentiality,
      (select a.code from agency a where a.id = t.lead_agency_id) as lead_agency,
      case
        when i.deal_id is not null then (select u.name from "user" u where u.id = t.officer_id)
      end as officer,
      t.opened_on as opened_on,
      t.expected_decision_from as expected_decision_from,
      t.expected_decision_to as expected_decision_to,
      t.expected_decision_precision as expected_decision_precision,
      t.next_review as next_review, t.capex_low as capex_low, t.capex_high as capex_high,
      t.capex_currency as capex_currency, j.low as jobs_low, j.high as jobs_high,
      j.low is not null and j.high is null as jobs_open_ended,
      r.low as jobs_realised, r.high as jobs_realised_high,
      r.low is not null and r.high is null as jobs_realised_open_ended,
      t.updated_at as updated_at
    from deal t
      left join deal_identity i on i.deal_id = t.id
      left join deal_stage s on s.code = t.stage
        -- the projected jobs that count: direct, of the furthest horizon, without rumours; and the realised jobs
      left join lateral counted_projection(t.id, 'DIRECT', null, false, false, null, null) j on true
      left join lateral counted_projection(t.id, 'DIRECT', null, false, true, null, null) r on true
    where t.withdrawn_at is null
  )
select *
from shown;

comment on view analytics.deals is 'Investment projects, one row each, as they are today.';

comment on column analytics.deals.id is 'Identifies the deal; the id of the API.';
comment on column analytics.deals.reference is
  'Region, year and number, such as WAL-2026-0042; never used again.';
comment on column analytics.deals.code_name is
  'Name under which the deal is known where its title is not shown.';
comment on column analytics.deals.masked is 'Whether you see the deal without what identifies it.';
comment on column analytics.deals.title is 'Title; the code name when masked.';
comment on column analytics.deals.description is 'Description; null: none, or masked.';
comment on column analytics.deals.prospect_id is 'The investor: prospects.id; null: not known, or masked.';
comment on column analytics.deals.stage is 'Stage: stages.code.';
comment on column analytics.deals.stage_since is 'Day on which it entered the stage.';
comment on column analytics.deals.days_in_stage is 'Days since stage_since, by the date in Brussels.';
comment on column analytics.deals.outcome is 'Outcome of the stage: OPEN, WON, LOST or PAUSED.';
comment on column analytics.deals.probability is
  'Percent by which the jobs of deals in this stage are weighted.';
comment on column analytics.deals.sector is
  'NACE section (a letter) or division (two digits); null: not known.';
comment on column analytics.deals.activity is
  'What the company would do here, such as LOGISTICS or R_AND_D; null: not known.';
comment on column analytics.deals.type is
  'GREENFIELD, EXPANSION, RELOCATION, ACQUISITION, JOINT_VENTURE or RETENTION; null: not known.';
comment on column analytics.deals.origin is
  'Origin of the investor: FOREIGN, OTHER_REGION or LOCAL; null: not known.';
comment on column analytics.deals.confidentiality is 'OPEN, INTERNAL, RESTRICTED or SECRET.';
comment on column analytics.deals.lead_agency is 'Code of the agency that leads the deal.';
comment on column analytics.deals.officer is 'Name of the officer in charge; null: none, or masked.';
comment on column analytics.deals.opened_on is 'Day on which it was opened.';
comment on column analytics.deals.expected_decision_from is
  'First day of the period in which the decision is expected; null: not known.';
comment on column analytics.deals.expected_decision_to is
  'Last day of the period in which the decision is expected; null: not known.';
comment on column analytics.deals.expected_decision_precision is
  'How precisely that is known: DAY, EARLY_MONTH, MID_MONTH, LATE_MONTH, MONTH, QUARTER, YEAR or BEFORE (only the last day is known).';
comment on column analytics.deals.next_review is 'Day of the next review; null: none planned.';
comment on column analytics.deals.capex_low is 'Investment: at least, in capex_currency; null: not known.';
comment on column analytics.deals.capex_high is
  'Investment: at most, in capex_currency; null: no upper limit, or not known.';
comment on column analytics.deals.capex_currency is
  'Currency of the investment: ISO 4217 code; null: investment not known.';
comment on column analytics.deals.jobs_low is
  'Direct jobs projected: at least. Of the furthest horizon that was stated, without rumours; null: none stated.';
comment on column analytics.deals.jobs_high is
  'Direct jobs projected: at most; null: no upper limit, or none stated.';
comment on column analytics.deals.jobs_open_ended is 'Whether jobs were stated without an upper limit.';
comment on column analytics.deals.jobs_realised is 'Direct jobs that exist: at least; null: none stated.';
comment on column analytics.deals.jobs_realised_high is
  'Direct jobs that exist: at most; null: none stated, or no upper limit.';
comment on column analytics.deals.jobs_realised_open_ended is
  'Whether jobs that exist are stated without an upper limit.';
comment on column analytics.deals.updated_at is 'When it was last changed.';
