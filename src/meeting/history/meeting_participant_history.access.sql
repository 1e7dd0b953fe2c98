-- Viewers who see the meeting today, and could when the participant was removed, see it. The trigger record_history
-- adds rows; none is changed or removed, except that an erasure redacts a name.

comment on table meeting_participant_history is 'A participant of a meeting until removed from it.';
comment on column meeting_participant_history.known_since is 'From when the participant was recorded.';
comment on column meeting_participant_history.replaced_at is 'When the participant was removed.';
comment on column meeting_participant_history.acls is 'Access keys of the meeting then, by subject_acls().';
comment on column meeting_participant.known_since is 'From when the participant has been recorded.';

call enable_rls('meeting_participant_history');
grant select on meeting_participant_history to ancrage_service;

create policy viewer_sees on meeting_participant_history for select to ancrage_service
  using (
    could_see_entry(acls, (select viewer_acl_tokens()))
    and (exists (select 1 from meeting m where m.id = meeting_participant_history.meeting_id))
  );

create trigger set_known_since
  before insert on meeting_participant for each row execute function set_known_since('meeting', 'meeting_id');

create trigger record_history
  before delete on meeting_participant for each row execute function record_history('Meeting', 'meeting_id');
