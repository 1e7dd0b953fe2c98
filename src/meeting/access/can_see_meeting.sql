create or replace function can_see_meeting(meeting_id uuid) returns boolean
language sql stable as $$ select exists (select from meeting m where m.id = can_see_meeting.meeting_id) $$;

comment on function can_see_meeting(uuid) is
  'Returns whether the viewer sees a meeting. A function, because the policies of meeting and meeting_deal would refer to each other without end.';

grant execute on function can_see_meeting(uuid) to ancrage_service;
