create or replace function meeting_participants_known_at(known_at timestamptz) returns table (
  id uuid, meeting_id uuid, contact_id uuid, user_id uuid, employment_id uuid, agency_id uuid,
  description text, decision_maker boolean
)
language sql stable as $$
  select
    p.id, p.meeting_id, p.contact_id, p.user_id, p.employment_id, p.agency_id, p.description, p.decision_maker
  from meeting_participant p
  where p.known_since <= meeting_participants_known_at.known_at
  union all
  select
    h.id, h.meeting_id, h.contact_id, h.user_id, h.employment_id, h.agency_id, h.description, h.decision_maker
  from meeting_participant_history h
  where h.known_since <= meeting_participants_known_at.known_at
    and h.replaced_at > meeting_participants_known_at.known_at
$$;

comment on function meeting_participants_known_at(timestamptz) is
  'Returns the participants of the meetings, as recorded at an instant. PostgreSQL inlines it. Only those that the viewer sees.';

grant execute on function meeting_participants_known_at(timestamptz) to ancrage_service;
