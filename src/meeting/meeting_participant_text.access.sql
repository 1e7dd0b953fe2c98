-- Viewers who see the participant and the employment see the job title. Those who add or remove the participant
-- add or remove it.
comment on table meeting_participant_text is
  'The job title of a participant on the day of the meeting. A row of its own: it is protected like the employment.';

call enable_rls('meeting_participant_text');
grant select, insert, delete on meeting_participant_text to ancrage_service;

create policy viewer_sees on meeting_participant_text for select to ancrage_service
  using (
    exists (
      select 1
      from meeting_participant p join employment e on e.id = p.employment_id
      where p.id = meeting_participant_text.participant_id
    )
  );
create policy viewer_adds on meeting_participant_text for insert to ancrage_service
  with check (
    exists (
      select
      from meeting_participant p join employment e on e.id = p.employment_id
      where p.id = meeting_participant_text.participant_id
    )
  );
create policy viewer_removes on meeting_participant_text for delete to ancrage_service
  using (exists (select 1 from meeting_participant p where p.id = meeting_participant_text.participant_id));
