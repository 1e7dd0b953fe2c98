create view analytics.claims with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.deal_id as deal_id, t.prospect_id as prospect_id, t.agreement_id as agreement_id,
      t.statement as statement, t.wording as wording, t.stated_on as stated_on,
      t.stated_when_from as stated_from, t.stated_when_to as stated_to,
      t.stated_when_precision as stated_precision, t.recorded_at as recorded_at, t.standing as standing,
      t.reliability as reliability, t.credibility as credibility, t.source_kind as source_kind,
      t.source_name as source_name, t.source_medium as source_medium, t.disputes_id as disputes_id
    from claim t
    where t.withdrawn_at is null
  )
select *
from shown;

comment on view analytics.claims is
  'Statements about a deal, a prospect or an agreement, with source and grade.';

comment on column analytics.claims.id is 'Identifies the claim; the id of the API.';
comment on column analytics.claims.deal_id is
  'The deal that it is about: deals.id; null: it is about a prospect or an agreement.';
comment on column analytics.claims.prospect_id is
  'The prospect that it is about: prospects.id; null: it is about a deal or an agreement.';
comment on column analytics.claims.agreement_id is
  'The agreement that it is about: agreements.id; null: it is about a deal or a prospect.';
comment on column analytics.claims.statement is 'The claim in our words.';
comment on column analytics.claims.wording is 'The claim in the words of its source; null: not quoted.';
comment on column analytics.claims.stated_on is
  'Day on which it was stated, or by which it was where only stated_precision is known.';
comment on column analytics.claims.stated_from is 'First day on which it may have been stated.';
comment on column analytics.claims.stated_to is 'Last day on which it may have been stated.';
comment on column analytics.claims.stated_precision is
  'How precisely the days are known: DAY, EARLY_MONTH, MID_MONTH, LATE_MONTH, MONTH, QUARTER, YEAR or BEFORE (only the last day is known).';
comment on column analytics.claims.recorded_at is 'When it was recorded.';
comment on column analytics.claims.standing is 'UNCONFIRMED, CONFIRMED, DENIED or RETRACTED.';
comment on column analytics.claims.reliability is
  'Reliability of the source, A (reliable) to F (cannot be judged).';
comment on column analytics.claims.credibility is
  'Credibility of the statement, 1 (confirmed) to 6 (cannot be judged).';
comment on column analytics.claims.source_kind is
  'COMPANY, PUBLIC_AUTHORITY, PRESS, PARTNER, OWN_AGENCY, UNNAMED or OTHER.';
comment on column analytics.claims.source_name is 'Name of the source; null: not named.';
comment on column analytics.claims.source_medium is
  'Newspaper, programme or site that reports it; null: stated to the agency, or not known.';
comment on column analytics.claims.disputes_id is 'The claim that it disputes: claims.id; null: none.';
