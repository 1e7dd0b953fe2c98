create view analytics.verifications with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.deal_id as deal_id,
      (select u.name from "user" u where u.id = t.by_id) as by,
      t.recorded_at as recorded_at, t.note as note, t.location_id as location_id
    from landing_verification t
    where exists (select 1 from deal d where d.id = t.deal_id and d.withdrawn_at is null)
  )
select *
from shown;

comment on view analytics.verifications is
  'Verifications of landings by a second person, each as it was made; the API says which are valid today.';

comment on column analytics.verifications.id is 'Identifies the verification; the id of the API.';
comment on column analytics.verifications.deal_id is 'The deal: deals.id.';
comment on column analytics.verifications.by is 'Name of the user who verified.';
comment on column analytics.verifications.recorded_at is 'When it was recorded.';
comment on column analytics.verifications.note is 'Note; null: none.';
comment on column analytics.verifications.location_id is
  'The verified site: locations.id; null: not recorded.';
