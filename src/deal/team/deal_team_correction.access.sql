-- Viewers who see the deal, at least masked, see it; viewers who may change the deal add rows in their own
-- name. None is changed or removed.

comment on table deal_team_correction is
  'A membership of deal_team as it was recorded until it was corrected. Append-only.';
comment on column deal_team_correction.member_id is 'The row of deal_team; it may have been removed since.';
comment on column deal_team_correction.recorded_at is 'When the beginning had been recorded.';
comment on column deal_team_correction.end_recorded_at is 'When the end had been recorded; null if none was.';
comment on column deal_team_correction.acl is 'Access key, copied from deal.masked_acl.';

call enable_rls('deal_team_correction');
grant select, insert on deal_team_correction to ancrage_service;

create policy viewer_sees on deal_team_correction for select to ancrage_service
  using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on deal_team_correction for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and can_add_to_deal(deal_id)
    and by_id = (select viewer_id())
    -- reports known before stay as they were
    and corrected_at = instant_of_write(corrected_at)
  );

create trigger propagate_access_to_deal_team_correction
  after update on deal for each row when (old.masked_acl is distinct from new.masked_acl)
  execute function propagate_deal_access('deal_team_correction', 'masked_acl');

create trigger set_access_from_deal
  before insert on deal_team_correction for each row execute function set_access_from_deal('masked_acl');
