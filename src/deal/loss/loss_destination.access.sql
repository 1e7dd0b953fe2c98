-- Viewers who see the deal in full see the destination and remove what belongs to the present loss; viewers who
-- may change the deal add it. Nothing is changed.

comment on table loss_destination is 'Where a lost deal went.';
comment on column loss_destination.country is 'ISO 3166-1 alpha-2; null if stated to be unknown.';
comment on column loss_destination.town is 'Null if unknown.';
comment on column loss_destination.unknown is 'It is stated to be unknown where the deal went.';
comment on column loss_destination.reopened_at is
  'When the deal was reopened, which ended this loss; null for the present one.';
comment on column loss_destination.acl is 'Access key, copied from deal.full_acl.';

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
