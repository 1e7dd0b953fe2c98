-- Viewers who see the deal in full see its verifications; viewers who may change the deal add them in their own
-- name. None is changed or removed.

comment on table landing_verification is
  'A user has checked that the investment of a deal is there. Whether it counts for LANDED: verifiedLanding in fact_conditions().';
comment on column landing_verification.location_id is
  'The chosen site that was verified; set by a trigger, as projection_ids and agreement_ids.';
comment on column landing_verification.projection_ids is 'Statements about jobs that exist.';
comment on column landing_verification.agreement_ids is 'Signed agreements of a kind that commits.';
comment on column landing_verification.note is 'What was checked; null if not stated.';
comment on column landing_verification.acl is 'Access key, copied from deal.full_acl.';

call enable_rls('landing_verification');
grant select, insert on landing_verification to ancrage_service;

create policy viewer_sees on landing_verification for select to public
  using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on landing_verification for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and can_add_to_deal(deal_id)
    and by_id = (select viewer_id())
    -- reports known before stay as they were
    and recorded_at = instant_of_write(recorded_at)
  );

create trigger propagate_access_to_landing_verification
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('landing_verification', 'full_acl');

create trigger set_access_from_deal
  before insert on landing_verification for each row execute function set_access_from_deal('full_acl');
