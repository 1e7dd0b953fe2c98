-- Viewers who see the meeting and the deal in full today, and could see the meeting when the link was removed, see
-- it. The trigger record_history adds rows; none is changed or removed.

comment on table meeting_deal_history is 'A meeting was about a deal until the link was removed.';
comment on column meeting_deal_history.known_since is 'From when the link was recorded.';
comment on column meeting_deal_history.replaced_at is 'When it was removed.';
comment on column meeting_deal_history.acls is 'Access keys of the meeting then, by subject_acls().';
comment on column meeting_deal.known_since is 'From when the link has been recorded.';

call enable_rls('meeting_deal_history');
grant select on meeting_deal_history to ancrage_service;

create policy viewer_sees on meeting_deal_history for select to ancrage_service
  using (
    could_see_entry(acls, (select viewer_acl_tokens()))
    and (exists (select 1 from meeting m where m.id = meeting_deal_history.meeting_id))
    and (exists (select 1 from deal_identity i where i.deal_id = meeting_deal_history.deal_id))
  );

create trigger set_known_since
  before insert on meeting_deal for each row execute function set_known_since('meeting', 'meeting_id');

create trigger record_history
  before delete on meeting_deal for each row execute function record_history('Meeting', 'meeting_id');
