create view analytics.loss_destinations with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.deal_id as deal_id, t.country as country, t.town as town, t.unknown as unknown,
      t.source_kind as source_kind, t.source_name as source_name, t.source_medium as source_medium,
      t.recorded_at as recorded_at
    from loss_destination t
    where t.reopened_at is null
      and t.replaced_at is null
      and exists (select 1 from deal d where d.id = t.deal_id and d.withdrawn_at is null)
  )
select *
from shown;

comment on view analytics.loss_destinations is
  'Where lost deals went; destinations of deals that were reopened are left out.';

comment on column analytics.loss_destinations.id is 'Identifies the destination; the id of the API.';
comment on column analytics.loss_destinations.deal_id is 'The deal: deals.id.';
comment on column analytics.loss_destinations.country is 'Country: ISO 3166-1 alpha-2 code; null: unknown.';
comment on column analytics.loss_destinations.town is 'Town; null: not known.';
comment on column analytics.loss_destinations.unknown is 'Whether it is stated that it is unknown.';
comment on column analytics.loss_destinations.source_kind is
  'COMPANY, PUBLIC_AUTHORITY, PRESS, PARTNER, OWN_AGENCY, UNNAMED or OTHER; null: not stated.';
comment on column analytics.loss_destinations.source_name is 'Name of the source; null: not named.';
comment on column analytics.loss_destinations.source_medium is
  'Newspaper, programme or site that reports it; null: stated to the agency, or not known.';
comment on column analytics.loss_destinations.recorded_at is 'When it was recorded.';
