create view analytics.prospects with (security_invoker, security_barrier) as
select
  t.id as id, t.name as name, t.legal_name as legal_name, t.aliases as aliases, t.country as country,
  t.city as city, t.sector as sector, t.headcount as headcount, t.headcount_as_of as headcount_as_of,
  t.revenue_amount as revenue_amount, t.revenue_currency as revenue_currency,
  t.revenue_as_of as revenue_as_of, t.enterprise_number as enterprise_number, t.lei as lei,
  (select a.code from agency a where a.id = t.entered_by_id) as entered_by,
  t.archived_at as archived_at, t.updated_at as updated_at
from prospect t
offset 0;

comment on view analytics.prospects is 'Companies that the region courts or follows.';

comment on column analytics.prospects.id is 'Identifies the prospect, as in the API.';
comment on column analytics.prospects.name is 'Name in everyday use.';
comment on column analytics.prospects.legal_name is 'Name in the register of companies.';
comment on column analytics.prospects.aliases is 'Other names.';
comment on column analytics.prospects.country is 'ISO 3166-1 alpha-2 code of the seat.';
comment on column analytics.prospects.city is 'City of the seat.';
comment on column analytics.prospects.sector is 'NACE section or division.';
comment on column analytics.prospects.headcount is 'Number of employees.';
comment on column analytics.prospects.headcount_as_of is 'The day that it was true of.';
comment on column analytics.prospects.revenue_amount is 'Yearly revenue.';
comment on column analytics.prospects.revenue_currency is 'Its currency.';
comment on column analytics.prospects.revenue_as_of is 'The day that it was true of.';
comment on column analytics.prospects.enterprise_number is 'Number in the register of companies.';
comment on column analytics.prospects.lei is 'Legal Entity Identifier.';
comment on column analytics.prospects.entered_by is 'Code of the agency that entered it.';
comment on column analytics.prospects.archived_at is 'When it was put away; null while it is followed.';
comment on column analytics.prospects.updated_at is 'When it was last changed, UTC.';
