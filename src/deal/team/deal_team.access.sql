-- Viewers who see the deal, at least masked, see its team; viewers who may change the deal add, change and
-- remove memberships, and so does a HEAD who accepts the lead. A correction records the previous values first
-- (deal_team_correction).

comment on table deal_team is
  'The time of an agency in the team of a deal, as it is known now. At most one membership of an agency, and one LEAD, on a day.';
comment on column deal_team.role is 'LEAD and SUPPORT change the deal, INFORMED reads it.';
comment on column deal_team.from_day is 'First day, in Europe/Brussels.';
comment on column deal_team.until_day is 'Day on which the agency left; null while it is in the team.';
comment on column deal_team.recorded_at is 'When the beginning was recorded.';
comment on column deal_team.end_recorded_at is 'When the end was recorded; null while there is none.';
comment on column deal_team.acl is 'Access key, copied from deal.masked_acl.';

call enable_rls('deal_team');
grant select, insert, update (role, from_day, until_day, recorded_at, end_recorded_at), delete
  on deal_team to ancrage_service;

create policy viewer_sees on deal_team for select to public using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on deal_team for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and (can_add_to_deal(deal_id) or is_receiving_deal(deal_id))
    -- reports known before stay as they were
    and recorded_at = instant_of_write(recorded_at)
    and (end_recorded_at is null or end_recorded_at = instant_of_write(end_recorded_at))
  );
create policy viewer_edits on deal_team for update to ancrage_service
  using (can_add_to_deal(deal_id) or is_receiving_deal(deal_id)) with check (true);
create policy viewer_removes on deal_team for delete to ancrage_service using (can_add_to_deal(deal_id));

create trigger propagate_access_to_deal_team
  after update on deal for each row when (old.masked_acl is distinct from new.masked_acl)
  execute function propagate_deal_access('deal_team', 'masked_acl');

create trigger set_access_from_deal
  before insert on deal_team for each row execute function set_access_from_deal('masked_acl');
