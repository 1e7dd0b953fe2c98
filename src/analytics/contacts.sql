create view analytics.contacts with (security_invoker, security_barrier) as
select
  t.id as id, t.name as name, t.job_title as job_title, t.prospect_id as prospect_id,
  (select a.code from agency a where a.id = t.agency_id) as agency,
  t.decision_maker as decision_maker
from contact t
where t.erased_at is null
offset 0;

comment on view analytics.contacts is 'Persons, as far as they are not erased.';

comment on column analytics.contacts.id is 'Identifies the contact, as in the API.';
comment on column analytics.contacts.name is 'Name.';
comment on column analytics.contacts.job_title is 'What he or she does there.';
comment on column analytics.contacts.prospect_id is 'At which prospect: prospects.id.';
comment on column analytics.contacts.agency is 'At which agency: its code.';
comment on column analytics.contacts.decision_maker is 'Whether he or she decides.';
