-- Viewers who see the deal in full see it. The triggers of location add rows; none is changed or removed.

comment on table location_history is
  'Each standing that was recorded for a location. Append-only; the last one is the standing of the location.';
comment on column location_history.ordinal is 'Number within the location, from 1.';
comment on column location_history.by_id is 'Null if it was recorded without a user.';
comment on column location_history.acl is 'Access key, copied from deal.full_acl.';

call enable_rls('location_history');
grant select on location_history to ancrage_service;

create policy viewer_sees on location_history for select to ancrage_service
  using (acl &&& (select viewer_acl_tokens()));

create trigger propagate_access_to_location_history
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('location_history', 'full_acl');

create trigger set_access_from_deal
  before insert on location_history for each row execute function set_access_from_deal('full_acl');
