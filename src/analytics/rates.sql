create view analytics.rates with (security_invoker, security_barrier) as
with
  shown as materialized (
    select t.id as id, t.currency as currency, t.day as day, t.rate as rate, t.recorded_at as recorded_at
    from exchange_rate t
  )
select *
from shown;

comment on view analytics.rates is
  'Reference rates of the euro; of a currency and a day the one that was recorded last counts.';

comment on column analytics.rates.id is 'Identifies the rate; the id of the API.';
comment on column analytics.rates.currency is 'ISO 4217 code.';
comment on column analytics.rates.day is 'Day of the rate.';
comment on column analytics.rates.rate is 'Units of the currency for one euro.';
comment on column analytics.rates.recorded_at is 'When it was recorded.';
