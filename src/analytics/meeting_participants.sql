create view analytics.meeting_participants with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.meeting_id as meeting_id, c.id as contact_id,
      (select u.name from "user" u where u.id = t.user_id) as "user",
      t.description as description,
      (select p.id from prospect p where p.id = coalesce(t.prospect_id, e.prospect_id)) as prospect_id,
      (select a.code from agency a where a.id = coalesce(t.agency_id, e.agency_id)) as agency,
      t.decision_maker or coalesce(c.decision_maker, false) as decision_maker
    from meeting_participant t
      left join contact c on c.id = t.contact_id
        and c.erased_at is null
      left join employment e on e.id = t.employment_id
    where exists (select 1 from meeting m where m.id = t.meeting_id and m.withdrawn_at is null)
  )
select *
from shown;

comment on view analytics.meeting_participants is
  'Who took part in a meeting: a contact, a user, or people without known names.';

comment on column analytics.meeting_participants.id is 'Identifies the participant; the id of the API.';
comment on column analytics.meeting_participants.meeting_id is 'The meeting: meetings.id.';
comment on column analytics.meeting_participants.contact_id is
  'The contact: contacts.id; null: another participant, erased, or not visible to you.';
comment on column analytics.meeting_participants."user" is 'Name of the user; null: another participant.';
comment on column analytics.meeting_participants.description is
  'Description of people without known names; null: another participant.';
comment on column analytics.meeting_participants.prospect_id is
  'Company on the day of the meeting: prospects.id; null: none, or not visible to you.';
comment on column analytics.meeting_participants.agency is
  'Code of the agency on the day of the meeting; null: none.';
comment on column analytics.meeting_participants.decision_maker is 'Whether the participant decides.';
