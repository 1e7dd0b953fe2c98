call enable_rls('meeting_participant');
grant select, insert, delete on meeting_participant to ancrage_service;
create policy viewer_sees on meeting_participant for select to ancrage_service
  using (acl &&& (select viewer_acl_tokens()) and (not shared or can_see_every_deal_of_meeting(meeting_id)));
create policy viewer_adds on meeting_participant for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and (exists (select from meeting m where m.id = meeting_participant.meeting_id))
    and (contact_id is null or (exists (select from contact c where c.id = meeting_participant.contact_id)))
  );
create policy viewer_removes on meeting_participant for delete to ancrage_service
  using (acl &&& (select viewer_acl_tokens()) and (not shared or can_see_every_deal_of_meeting(meeting_id)));
