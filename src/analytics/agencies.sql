create view analytics.agencies with (security_invoker, security_barrier) as
with
  shown as materialized (
    select t.id as id, t.code as code, t.name as name, t.kind as kind, t.active as active from agency t
  )
select *
from shown;

comment on view analytics.agencies is 'Public bodies that work on deals.';

comment on column analytics.agencies.id is 'Identifies the agency; the id of the API.';
comment on column analytics.agencies.code is 'Short name, such as awex.';
comment on column analytics.agencies.name is 'Name.';
comment on column analytics.agencies.kind is
  'REGIONAL_AGENCY, MINISTER_CABINET, FEDERAL_OFFICE, CLUSTER or INFRASTRUCTURE_OPERATOR.';
comment on column analytics.agencies.active is 'Whether its users may sign in.';
