create view deal_fact_columns with (security_barrier) as
select
  d.id as deal_id, i.prospect_id is not null as "prospect", d.sector is not null as "sector",
  d.activity is not null as "activity", d.type is not null as "type", d.officer_id is not null as "officer",
  exists (select 1 from contact c where c.prospect_id = i.prospect_id and c.erased_at is null)
    or exists (
      select 1
      from meeting_deal md join meeting m on m.id = md.meeting_id
      where md.deal_id = d.id and m.status <> 'CANCELLED'
    ) as "contactOrMeeting",
  exists (
    select 1 from location l where l.deal_id = d.id and l.site_id is not null and l.standing <> 'REJECTED'
  ) as "ourSite",
  d.no_competing_locations
    or exists (select 1 from location l where l.deal_id = d.id and l.site_id is null) as "competingLocations",
  exists (
    select 1
    from meeting_deal md
      join meeting m on m.id = md.meeting_id
      join meeting_participant p on p.meeting_id = m.id
      left join contact c on c.id = p.contact_id
    where md.deal_id = d.id
      and m.status = 'HELD'
      and coalesce(p.agency_id, c.agency_id) is null
      and (p.decision_maker or c.decision_maker)
  ) as "decisionMakerMet",
  d.capex_unknown or d.capex_low is not null as "capex",
  d.jobs_unknown or exists (select 1 from job_projection j where j.deal_id = d.id) as "jobProjection",
  d.expected_decision_from is not null as "expectedDecision",
  exists (
    select 1
    from agreement_deal ad join agreement a on a.id = ad.agreement_id
    where ad.deal_id = d.id
      and a.standing = 'SIGNED'
      and a.kind in ('MOU', 'PARTNERSHIP', 'LEASE', 'INCENTIVE', 'INVESTMENT_CONTRACT')
  ) as "signedAgreement",
  exists (
    select 1 from location l where l.deal_id = d.id and l.site_id is not null and l.standing = 'CHOSEN'
  ) as "chosenSite",
  exists (
    select 1
    from job_projection j
    where j.deal_id = d.id
      and j.standing = 'REALISED'
      and not exists (select 1 from job_projection r where r.replaces_id = j.id)
  ) as "realisedJobs",
  exists (
    select 1
    from landing_verification v
    where v.deal_id = d.id
      and v.by_id is distinct from d.officer_id
      and v.by_id is distinct from (select viewer_id())
      and v.recorded_at > coalesce(
        (select max(t.recorded_at) from transition t where t.deal_id = d.id and t.from_stage = 'LANDED'),
        '-infinity'
      )
  ) as "verifiedLanding",
  exists (select 1 from loss_reason r where r.deal_id = d.id and r.reopened_at is null) as "lossReason",
  exists (
    select 1 from loss_destination r where r.deal_id = d.id and r.reopened_at is null
  ) as "lossDestination"
from deal d join deal_identity i on i.deal_id = d.id
where d.full_acl &&& (select viewer_acl_tokens());

comment on view deal_fact_columns is
  'Whether the fact of this name is shown. A branch that is not taken costs nothing.';

grant select on deal_fact_columns to ancrage_service;
