create view analytics.agreement_parties with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.agreement_id as agreement_id,
      (select p.id from prospect p where p.id = t.prospect_id) as prospect_id,
      (select a.code from agency a where a.id = t.agency_id) as agency,
      t.name as name
    from agreement_party t
    where exists (select 1 from agreement a where a.id = t.agreement_id and a.withdrawn_at is null)
  )
select *
from shown;

comment on view analytics.agreement_parties is
  'Who is a party to an agreement: a company, an agency, or another body by its name.';

comment on column analytics.agreement_parties.id is 'Identifies the party; the id of the API.';
comment on column analytics.agreement_parties.agreement_id is 'The agreement: agreements.id.';
comment on column analytics.agreement_parties.prospect_id is
  'The company: prospects.id; null: another party, or not visible to you.';
comment on column analytics.agreement_parties.agency is 'Code of the agency; null: another party.';
comment on column analytics.agreement_parties.name is 'Name of another body; null: a company or an agency.';
