call enable_rls('need_to_know');
grant select, insert, delete on need_to_know to ancrage_service;
create policy viewer_sees on need_to_know for select to ancrage_service
  using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on need_to_know for insert to ancrage_service
  with check ((select viewer_id()) is not null and can_add_to_deal(deal_id) and by_id = (select viewer_id()));
create policy viewer_removes on need_to_know for delete to ancrage_service
  using (acl &&& (select viewer_acl_tokens()));

create trigger propagate_access_to_need_to_know
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('need_to_know', 'full_acl');

create trigger set_access_from_deal
  before insert on need_to_know for each row execute function set_access_from_deal('full_acl');
