-- Viewers who see the deal in full see and remove the link, even of a meeting that they do not see for its
-- other deals; viewers who may change the deal and see the meeting add it. None is changed.

comment on table meeting_deal is 'A meeting is about a deal.';
comment on column meeting_deal.acl is 'Access key, copied from deal.full_acl.';
comment on column meeting_deal.held_range is
  'Days on which the meeting was held, or may have been; empty: it was not held. Null: the meeting is about several deals, so read the meeting.';

call enable_rls('meeting_deal');
grant select, insert, delete on meeting_deal to ancrage_service;

create policy viewer_sees on meeting_deal for select to public using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on meeting_deal for insert to ancrage_service
  with check ((select viewer_id()) is not null and can_add_to_deal(deal_id) and can_see_meeting(meeting_id));
create policy viewer_removes on meeting_deal for delete to ancrage_service
  using (acl &&& (select viewer_acl_tokens()));

create trigger propagate_access_to_meeting_deal
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('meeting_deal', 'full_acl');

create trigger set_access_from_deal
  before insert on meeting_deal for each row execute function set_access_from_deal('full_acl');
