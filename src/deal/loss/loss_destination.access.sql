-- Viewers who see the deal in full see the destination, replaced ones included; viewers who may change the deal add rows and
-- mark those of the present loss as replaced. None is removed.

comment on table loss_destination is 'Where a lost deal went.';
comment on column loss_destination.country is 'ISO 3166-1 alpha-2; null if stated to be unknown.';
comment on column loss_destination.town is 'Null if unknown.';
comment on column loss_destination.unknown is 'It is stated to be unknown where the deal went.';
comment on column loss_destination.reopened_at is
  'When the deal was reopened, which ended this loss; null for the present one.';
comment on column loss_destination.replaced_at is
  'When another one was recorded in its place; null while it holds.';
comment on column loss_destination.acl is 'Access key, copied from deal.full_acl.';

call enable_rls('loss_destination');
grant select, insert, update (replaced_at) on loss_destination to ancrage_service;

create policy viewer_sees on loss_destination for select to public
  using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on loss_destination for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and can_add_to_deal(deal_id)
    -- reports known before stay as they were
    and recorded_at = instant_of_write(recorded_at)
  );
create policy viewer_replaces on loss_destination for update to ancrage_service
  using (acl &&& (select viewer_acl_tokens()) and reopened_at is null and replaced_at is null)
  with check (replaced_at = instant_of_write(replaced_at));

create trigger propagate_access_to_loss_destination
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('loss_destination', 'full_acl');

create trigger set_access_from_deal
  before insert on loss_destination for each row execute function set_access_from_deal('full_acl');
