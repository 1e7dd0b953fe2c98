call enable_rls('location_history');
grant select on location_history to ancrage_service;
create policy viewer_sees on location_history for select to ancrage_service
  using (acl &&& (select viewer_acl_tokens()));

create trigger propagate_access_to_location_history
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('location_history', 'full_acl');

create trigger set_access_from_deal
  before insert on location_history for each row execute function set_access_from_deal('full_acl');
