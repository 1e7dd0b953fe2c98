-- Viewers who see the deal, at least masked, see it; viewers who may change the deal add rows in their own
-- name. None is changed or removed.

comment on table transition_correction is 'A transition that did not happen as it was recorded. Append-only.';
comment on column transition_correction.replaced_by_id is
  'The transition that holds instead; null if there was none.';
comment on column transition_correction.acl is 'Access key, copied from deal.masked_acl.';

call enable_rls('transition_correction');
grant select, insert on transition_correction to ancrage_service;

create policy viewer_sees on transition_correction for select to public
  using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on transition_correction for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and can_add_to_deal(deal_id)
    and by_id = (select viewer_id())
    -- reports known before stay as they were
    and recorded_at = instant_of_write(recorded_at)
  );

create trigger propagate_access_to_transition_correction
  after update on deal for each row when (old.masked_acl is distinct from new.masked_acl)
  execute function propagate_deal_access('transition_correction', 'masked_acl');

create trigger set_access_from_deal
  before insert on transition_correction for each row execute function set_access_from_deal('masked_acl');
