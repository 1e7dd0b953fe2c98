create view analytics.contacts with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.name as name,
      coalesce(e.job_title, t.job_title) as job_title,
      e.prospect_id as prospect_id,
      (select a.code from agency a where a.id = e.agency_id) as agency,
      t.decision_maker as decision_maker
    from contact t left join employment e on e.contact_id = t.id and e.is_main
    where t.erased_at is null
  )
select *
from shown;

comment on view analytics.contacts is 'Persons; erased persons are left out.';

comment on column analytics.contacts.id is 'Identifies the contact; the id of the API.';
comment on column analytics.contacts.name is 'Name.';
comment on column analytics.contacts.job_title is 'Job title; null: not known.';
comment on column analytics.contacts.prospect_id is
  'The prospect that the person works for: prospects.id; null: none.';
comment on column analytics.contacts.agency is 'Code of the agency that the person works for; null: none.';
comment on column analytics.contacts.decision_maker is 'Whether the person decides.';
