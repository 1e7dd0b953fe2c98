-- Viewers who see all deals of a meeting in full see and change it; without a deal, the agencies that entered
-- and that host it do, and all see it if it is OPEN. A viewer adds meetings of the own agency. None is removed; it is
-- cancelled.

comment on table meeting is 'An encounter (meeting, call, visit), planned or held, which may be about deals.';
comment on column meeting.when_from is
  'First possible day, in Europe/Brussels; with when_to and when_precision a partial date.';
comment on column meeting.when_to is 'Last possible day.';
comment on column meeting.starts_at is 'Exact beginning; null if only the day is known.';
comment on column meeting.ends_at is 'Exact end; null if unknown.';
comment on column meeting.outcome is 'Null until the meeting was held.';
comment on column meeting.confidentiality is 'Decides access only while the meeting has no deal.';
comment on column meeting.entered_by_id is 'Agency that entered the meeting.';
comment on column meeting.recorded_at is 'When its status was recorded.';
comment on column meeting.acl is
  'Access key: of its deal, the union of the keys of its deals, or unlinked_meeting_acl().';
comment on column meeting.shared is
  'It has several deals: a token of acl is necessary, and the viewer must see all deals in full.';
comment on column meeting.deal_count is
  'Number of deals. A viewer who sees as many links in meeting_deal sees all deals in full; cheaper than can_see_every_deal_of_meeting(), which needs a call per meeting.';

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
    and (deal_count > 0 or (select viewer_agency()) in (entered_by_id, host_agency_id))
  ) with check (true);
