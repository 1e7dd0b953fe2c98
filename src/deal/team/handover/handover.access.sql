-- Viewers who see the deal in full see its handovers; viewers who may change the deal add them in their own
-- name. None is changed or removed.

comment on table handover is
  'The lead of a deal passed from one agency to another. Append-only; handover_correction names those that do not hold.';
comment on column handover."on" is 'Day in Europe/Brussels.';
comment on column handover.acl is 'Access key, copied from deal.full_acl.';

call enable_rls('handover');
grant select, insert on handover to ancrage_service;

create policy viewer_sees on handover for select to public using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on handover for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and can_add_to_deal(deal_id)
    and by_id = (select viewer_id())
    -- reports known before stay as they were
    and recorded_at = instant_of_write(recorded_at)
  );

create trigger propagate_access_to_handover
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('handover', 'full_acl');

create trigger set_access_from_deal
  before insert on handover for each row execute function set_access_from_deal('full_acl');
