-- Viewers of the meeting see its participants; those who may change it add and remove some, a contact only if
-- they see the contact, and record the employment of a contact.

comment on table meeting_participant is
  'A participant of a meeting: a contact, a user, or an unnamed person by a description (exactly one).';
comment on column meeting_participant.employment_id is
  'Employment of the contact on the day of the meeting; null if none is known.';
comment on column meeting_participant.prospect_id is 'Organisation of an unnamed participant.';
comment on column meeting_participant.agency_id is 'Organisation of an unnamed participant.';
comment on column meeting_participant.decision_maker is
  'Of an unnamed participant; of a contact, contact.decision_maker counts.';
comment on column meeting_participant.acl is 'Access key, copied from the meeting.';
comment on column meeting_participant.shared is 'Copied from the meeting.';

call enable_rls('meeting_participant');
grant select, insert, update (employment_id), delete on meeting_participant to ancrage_service;

create policy viewer_sees on meeting_participant for select to public
  using (acl &&& (select viewer_acl_tokens()) and (not shared or can_see_every_deal_of_meeting(meeting_id)));
create policy viewer_adds on meeting_participant for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and (
      exists (
        select
        from meeting m
        where m.id = meeting_participant.meeting_id
          and (m.deal_count > 0 or (select viewer_agency()) in (m.entered_by_id, m.host_agency_id))
      )
    )
    and (contact_id is null or (exists (select from contact c where c.id = meeting_participant.contact_id)))
  );
create policy viewer_edits on meeting_participant for update to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens())
    and (not shared or can_see_every_deal_of_meeting(meeting_id))
    and (
      exists (
        select 1
        from meeting m
        where m.id = meeting_participant.meeting_id
          and (m.deal_count > 0 or (select viewer_agency()) in (m.entered_by_id, m.host_agency_id))
      )
    )
  )
  with check (
    employment_id is null
    or (
      exists (
        select
        from employment e
        where e.id = meeting_participant.employment_id and e.contact_id = meeting_participant.contact_id
      )
    )
  );
create policy viewer_removes on meeting_participant for delete to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens())
    and (not shared or can_see_every_deal_of_meeting(meeting_id))
    and (
      exists (
        select 1
        from meeting m
        where m.id = meeting_participant.meeting_id
          and (m.deal_count > 0 or (select viewer_agency()) in (m.entered_by_id, m.host_agency_id))
      )
    )
  );
