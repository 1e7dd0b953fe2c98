call enable_rls('meeting_deal');
grant select, insert, delete on meeting_deal to ancrage_service;
create policy viewer_sees on meeting_deal for select to public using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on meeting_deal for insert to ancrage_service
  with check ((select viewer_id()) is not null and can_add_to_deal(deal_id) and can_see_meeting(meeting_id));
create policy viewer_removes on meeting_deal for delete to ancrage_service
  using (acl &&& (select viewer_acl_tokens()));

create trigger propagate_access_to_meeting_deal
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('meeting_deal', 'full_acl');

create trigger set_access_from_deal
  before insert on meeting_deal for each row execute function set_access_from_deal('full_acl');
