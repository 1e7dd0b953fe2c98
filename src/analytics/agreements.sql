create view analytics.agreements with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.title as title, t.kind as kind, t.standing as standing, t.announced_on as announced_on,
      t.signed_on as signed_on, t.signed_when_from as signed_from, t.signed_when_to as signed_to,
      t.signed_when_precision as signed_precision, t.place as place, t.amount as amount,
      t.currency as currency, t.ended_on as ended_on, t.recorded_at as recorded_at
    from agreement t
    where t.withdrawn_at is null
  )
select *
from shown;

comment on view analytics.agreements is
  'Commitments between parties, such as a letter of intent or a lease; withdrawn ones left out.';

comment on column analytics.agreements.id is 'Identifies the agreement; the id of the API.';
comment on column analytics.agreements.title is 'Title.';
comment on column analytics.agreements.kind is
  'MOU, LETTER_OF_INTENT, PARTNERSHIP, LEASE, INCENTIVE or INVESTMENT_CONTRACT.';
comment on column analytics.agreements.standing is 'DISCUSSED, DRAFT, ANNOUNCED, SIGNED or ENDED.';
comment on column analytics.agreements.announced_on is 'Day of the announcement; null: not announced.';
comment on column analytics.agreements.signed_on is
  'Day of the signature, or by which it was signed where only signed_precision is known; null: not signed.';
comment on column analytics.agreements.signed_from is
  'First day on which it may have been signed; null: not signed.';
comment on column analytics.agreements.signed_to is 'Last day; null: not signed.';
comment on column analytics.agreements.signed_precision is
  'How precisely the days are known: DAY, EARLY_MONTH, MID_MONTH, LATE_MONTH, MONTH, QUARTER, YEAR or BEFORE (only the last day is known); null: not signed.';
comment on column analytics.agreements.place is
  'Place where it was signed, or is discussed; null: not known.';
comment on column analytics.agreements.amount is
  'Amount of money, in the currency of the column currency; null: none.';
comment on column analytics.agreements.currency is
  'Currency of the amount: ISO 4217 code; null without an amount.';
comment on column analytics.agreements.ended_on is 'Day on which it ended; null: it has not.';
comment on column analytics.agreements.recorded_at is 'When it was recorded.';
