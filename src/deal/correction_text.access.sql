-- Viewers who see the deal in full see the reason; viewers who may change the deal add it. None is changed or
-- removed.

comment on table correction_text is
  'The reason for a correction, in a table of its own, because it may contain names.';
comment on column correction_text.correction_id is
  'A row of transition_correction, handover_correction or deal_team_correction.';
comment on column correction_text.acl is 'Access key, copied from deal.full_acl.';

call enable_rls('correction_text');
grant select, insert on correction_text to ancrage_service;

create policy viewer_sees on correction_text for select to ancrage_service
  using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on correction_text for insert to ancrage_service
  with check ((select viewer_id()) is not null and can_add_to_deal(deal_id));

create trigger set_access_from_deal
  before insert on correction_text for each row execute function set_access_from_deal('full_acl');

create trigger propagate_access_to_correction_text
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('correction_text', 'full_acl');
