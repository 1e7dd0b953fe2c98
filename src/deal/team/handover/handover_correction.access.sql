-- Viewers who see the deal in full see it; viewers who may change the deal add rows in their own name. None is
-- changed or removed.

comment on table handover_correction is 'A handover that did not happen as it was recorded. Append-only.';
comment on column handover_correction.replaced_by_id is
  'The handover that holds instead; null if there was none.';
comment on column handover_correction.acl is 'Access key, copied from deal.full_acl.';

call enable_rls('handover_correction');
grant select, insert on handover_correction to ancrage_service;

create policy viewer_sees on handover_correction for select to public
  using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on handover_correction for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and can_add_to_deal(deal_id)
    and by_id = (select viewer_id())
    -- reports known before stay as they were
    and recorded_at = instant_of_write(recorded_at)
  );

create trigger propagate_access_to_handover_correction
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('handover_correction', 'full_acl');

create trigger set_access_from_deal
  before insert on handover_correction for each row execute function set_access_from_deal('full_acl');
