-- Viewers who see the deal in full see the reasons of its loss, replaced ones included; viewers who may change the deal add rows and
-- mark those of the present loss as replaced. None is removed.

comment on table loss_reason is 'A reason why a deal was lost, with its source.';
comment on column loss_reason.rank is 'Rank by importance, from 1.';
comment on column loss_reason.wording is 'In words; null if not stated, except for OTHER.';
comment on column loss_reason.reopened_at is
  'When the deal was reopened, which ended this loss; null for the present one.';
comment on column loss_reason.replaced_at is
  'When another one was recorded in its place; null while it holds.';
comment on column loss_reason.acl is 'Access key, copied from deal.full_acl.';

call enable_rls('loss_reason');
grant select, insert, update (replaced_at) on loss_reason to ancrage_service;

create policy viewer_sees on loss_reason for select to public using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on loss_reason for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and can_add_to_deal(deal_id)
    -- reports known before stay as they were
    and recorded_at = instant_of_write(recorded_at)
  );
create policy viewer_replaces on loss_reason for update to ancrage_service
  using (acl &&& (select viewer_acl_tokens()) and reopened_at is null and replaced_at is null)
  with check (replaced_at = instant_of_write(replaced_at));

create trigger propagate_access_to_loss_reason
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('loss_reason', 'full_acl');

create trigger set_access_from_deal
  before insert on loss_reason for each row execute function set_access_from_deal('full_acl');
