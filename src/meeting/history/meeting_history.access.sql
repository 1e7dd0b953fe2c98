-- Viewers who see the meeting today and could when the row was recorded see it. The trigger record_history adds
-- rows; none is changed or removed, except that an erasure redacts a name.

comment on table meeting_history is
  'What was recorded of a meeting until an edit replaced it. The present state is in meeting.';
comment on column meeting_history.known_since is 'From when it was recorded.';
comment on column meeting_history.replaced_at is 'Until when it was recorded.';
comment on column meeting_history.acls is 'Access keys of the meeting then, by subject_acls().';
comment on column meeting.known_since is
  'From when its present time, status and texts have been recorded; meeting_history has earlier ones.';

call enable_rls('meeting_history');
grant select on meeting_history to ancrage_service;

create policy viewer_sees on meeting_history for select to ancrage_service
  using (
    could_see_entry(acls, (select viewer_acl_tokens()))
    and (exists (select 1 from meeting m where m.id = meeting_history.meeting_id))
  );

create trigger set_known_since
  before insert on meeting for each row execute function set_known_since('created_at');

-- an erasure, as the owner, leaves updated_at while it redacts: it must not record the name again
create trigger record_history
  before update of title, when_from, when_to, when_precision, starts_at, ends_at, place, status,
    host_agency_id, topics on meeting
  for each row when (
    (old.updated_at is distinct from new.updated_at or current_user = 'ancrage_service')
    and (
      old.title, old.when_from, old.when_to, old.when_precision, old.starts_at, old.ends_at, old.place,
      old.status, old.host_agency_id, old.topics
    ) is distinct from (
      new.title, new.when_from, new.when_to, new.when_precision, new.starts_at, new.ends_at, new.place,
      new.status, new.host_agency_id, new.topics
    )
  ) execute function record_history('Meeting', 'id');
