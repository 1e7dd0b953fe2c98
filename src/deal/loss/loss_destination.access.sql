call enable_rls('loss_destination');
grant select, insert, delete on loss_destination to ancrage_service;
create policy viewer_sees on loss_destination for select to ancrage_service
  using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on loss_destination for insert to ancrage_service
  with check ((select viewer_id()) is not null and can_add_to_deal(deal_id));
create policy viewer_removes on loss_destination for delete to ancrage_service
  using (acl &&& (select viewer_acl_tokens()) and reopened_at is null);

create trigger propagate_access_to_loss_destination
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('loss_destination', 'full_acl');

create trigger set_access_from_deal
  before insert on loss_destination for each row execute function set_access_from_deal('full_acl');
