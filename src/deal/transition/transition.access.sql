-- Viewers who see the deal, at least masked, see its transitions; viewers who may change the deal add them in
-- their own name. None is changed or removed.

comment on table transition is
  'One move of a deal from stage to stage; the first is its opening. Append-only: transition_correction names those that do not hold.';
comment on column transition.ordinal is
  'Number within the deal in the order of recording, from 1; set by a trigger.';
comment on column transition.from_stage is 'Null for the opening.';
comment on column transition.effective_on is 'Day on which it happened, in Europe/Brussels.';
comment on column transition.override is 'A HEAD moved the deal although facts were missing.';
comment on column transition.place is
  'Where a transition that was recorded out of turn belongs among the ordinals of its deal; null: at its ordinal.';
comment on column transition.acl is 'Access key, copied from deal.masked_acl.';

call enable_rls('transition');
grant select, insert on transition to ancrage_service;

create policy viewer_sees on transition for select to public using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on transition for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and can_add_to_deal(deal_id)
    and by_id = (select viewer_id())
    -- reports known before stay as they were
    and recorded_at = instant_of_write(recorded_at)
  );

create trigger propagate_access_to_transition
  after update on deal for each row when (old.masked_acl is distinct from new.masked_acl)
  execute function propagate_deal_access('transition', 'masked_acl');

create trigger set_access_from_deal
  before insert on transition for each row execute function set_access_from_deal('masked_acl');
