create view analytics.sites with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.name as name, t.kind as kind, t.municipality as municipality, t.nuts3 as nuts3,
      t.area_low as area_low, t.area_high as area_high, t.availability as availability,
      t.available_from as available_from
    from site t
  )
select *
from shown;

comment on view analytics.sites is 'Land and buildings on offer.';

comment on column analytics.sites.id is 'Identifies the site; the id of the API.';
comment on column analytics.sites.name is 'Name.';
comment on column analytics.sites.kind is 'GREENFIELD, BROWNFIELD, BUILDING or BUSINESS_PARK.';
comment on column analytics.sites.municipality is 'Municipality; null: not known.';
comment on column analytics.sites.nuts3 is 'NUTS 3 code of the region; null: not known.';
comment on column analytics.sites.area_low is 'Area in hectares: at least; null: not known.';
comment on column analytics.sites.area_high is 'Area in hectares: at most; null: not known.';
comment on column analytics.sites.availability is 'AVAILABLE, RESERVED or NOT_AVAILABLE; null: not known.';
comment on column analytics.sites.available_from is
  'Day from which it can be had; null: at once, or not known.';
