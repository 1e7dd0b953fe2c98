create view analytics.prospects with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.name as name, t.legal_name as legal_name, t.aliases as aliases, t.country as country,
      t.city as city, t.sector as sector, t.headcount as headcount, t.headcount_as_of as headcount_as_of,
      t.revenue_amount as revenue_amount, t.revenue_currency as revenue_currency,
      t.revenue_as_of as revenue_as_of, t.enterprise_number as enterprise_number, t.lei as lei,
      (select a.code from agency a where a.id = t.entered_by_id) as entered_by,
      t.archived_at as archived_at, t.updated_at as updated_at
    from prospect t
  )
select *
from shown;

comment on view analytics.prospects is 'Companies that the region would like to attract or follows.';

comment on column analytics.prospects.id is 'Identifies the prospect; the id of the API.';
comment on column analytics.prospects.name is 'Name in everyday use.';
comment on column analytics.prospects.legal_name is 'Name in the register of companies; null: not known.';
comment on column analytics.prospects.aliases is 'Other names.';
comment on column analytics.prospects.country is
  'Country of the seat: ISO 3166-1 alpha-2 code; null: not known.';
comment on column analytics.prospects.city is 'City of the seat; null: not known.';
comment on column analytics.prospects.sector is
  'NACE section (a letter) or division (two digits); null: not known.';
comment on column analytics.prospects.headcount is 'Number of employees; null: not known.';
comment on column analytics.prospects.headcount_as_of is
  'Day to which the number of employees refers; null: not known.';
comment on column analytics.prospects.revenue_amount is
  'Yearly revenue, in revenue_currency; null: not known.';
comment on column analytics.prospects.revenue_currency is
  'Currency of the revenue: ISO 4217 code; null: revenue not known.';
comment on column analytics.prospects.revenue_as_of is 'Day to which the revenue refers; null: not known.';
comment on column analytics.prospects.enterprise_number is
  'Number in the register of companies; null: not known.';
comment on column analytics.prospects.lei is 'Legal Entity Identifier (ISO 17442); null: not known.';
comment on column analytics.prospects.entered_by is 'Code of the agency that entered it.';
comment on column analytics.prospects.archived_at is 'When it was archived, UTC; null: it is followed.';
comment on column analytics.prospects.updated_at is 'When it was last changed.';
