-- Viewers who see the deal in full see and change its locations; viewers who may change the deal add them. None
-- is removed; it is rejected.

comment on table location is
  'A place that competes for a deal: one of our sites, or a town elsewhere (exactly one).';
comment on column location.site_id is 'Null for a town elsewhere.';
comment on column location.town is 'Null for one of our sites.';
comment on column location.country is 'Country of the town, ISO 3166-1 alpha-2.';
comment on column location.since is
  'Day by which the standing holds: of a partial date the last one, or the day of recording while its range runs.';
comment on column location.since_when_from is
  'First day from which it may hold; since_when_to is the last one.';
comment on column location.acl is 'Access key, copied from deal.full_acl.';

call enable_rls('location');
grant select, insert, update (
  standing, since, since_when_from, since_when_to, since_when_precision, updated_at, version
) on location to ancrage_service;

create policy viewer_sees on location for select to public using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on location for insert to ancrage_service
  with check ((select viewer_id()) is not null and can_add_to_deal(deal_id));
create policy viewer_edits on location for update to ancrage_service
  using (acl &&& (select viewer_acl_tokens())) with check (true);

create trigger propagate_access_to_location
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('location', 'full_acl');

create trigger set_access_from_deal
  before insert on location for each row execute function set_access_from_deal('full_acl');
