call enable_rls('meeting');
grant select, insert, update (
  title, when_from, when_to, when_precision, starts_at, ends_at, place, status, host_agency_id, topics,
  outcome, cancel_reason, confidentiality, recorded_at, updated_at, version
) on meeting to ancrage_service;
create policy viewer_sees on meeting for select to public
  using (
    acl &&& (select viewer_acl_tokens())
    and (not shared or deal_count = ((select count(*) from meeting_deal h where h.meeting_id = meeting.id)))
  );
create policy viewer_adds on meeting for insert to ancrage_service
  with check ((select viewer_id()) is not null and entered_by_id = (select viewer_agency()));
create policy viewer_edits on meeting for update to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens())
    and (not shared or deal_count = ((select count(*) from meeting_deal h where h.meeting_id = meeting.id)))
  ) with check (true);
