-- The condition of each fact that a stage may require. The views deal_fact_columns and deal_fact_rows and the
-- functions missing_facts and missing_facts_of_deals are made from it, in the files of their names. A new
-- fact is one row here, its code in src/deal/stage/stage.ts and its words under `fact` in locales/;
-- test/code-lists.spec.ts compares the three, and test/stage-facts.spec.ts checks what shows each fact.
--
-- A condition is SQL over the deal `d` and its identity `i`. The cheapest come first: a filter computes the
-- facts in this order and stops at the first that is missing. An EXISTS ends with `/* row by row */`, where
-- missing_facts_of_deals puts `offset 0`.
create or replace function fact_conditions() returns table (fact text, condition text)
language sql immutable as $facts$
  values
    ('prospect', $$i.prospect_id is not null$$),
    ('sector', $$d.sector is not null$$),
    ('activity', $$d.activity is not null$$),
    ('type', $$d.type is not null$$),
    ('capex', $$d.capex_unknown or d.capex_low is not null$$),
    ('expectedDecision', $$d.expected_decision_from is not null$$),
    -- An officer who was deactivated or whose agency has left the team does not count.
    ('officer', $$d.officer_id is not null and officer_fault(d.officer_id, d.id, d.full_acl) is null$$),
    ('jobProjection', $$d.jobs_unknown
      or exists (
        select 1 from job_projection j where j.deal_id = d.id and j.withdrawn_at is null /* row by row */)$$),
    -- A rejected site does not count.
    ('ourSite', $$exists (
        select 1 from location l
        where l.deal_id = d.id and l.withdrawn_at is null
          and l.site_id is not null and l.standing <> 'REJECTED' /* row by row */)$$),
    ('competingLocations', $$d.no_competing_locations
      or exists (
        select 1 from location l
        where l.deal_id = d.id and l.withdrawn_at is null and l.site_id is null /* row by row */)$$),
    ('chosenSite', $$exists (
        select 1 from location l
        where l.deal_id = d.id and l.withdrawn_at is null
          and l.site_id is not null and l.standing = 'CHOSEN' /* row by row */)$$),
    -- What was recorded before a loss was reopened does not count for the next loss.
    ('lossReason', $$exists (
        select 1 from loss_reason r
        where r.deal_id = d.id and r.reopened_at is null and r.replaced_at is null /* row by row */)$$),
    ('lossDestination', $$exists (
        select 1 from loss_destination r
        where r.deal_id = d.id and r.reopened_at is null and r.replaced_at is null /* row by row */)$$),
    -- A replaced or withdrawn projection does not count.
    ('realisedJobs', $$exists (
        select 1 from job_projection j
        where j.deal_id = d.id
          and j.standing = 'REALISED'
          and j.withdrawn_at is null
          and not exists (
            select 1 from job_projection r where r.replaces_id = j.id and r.withdrawn_at is null
          ) /* row by row */)$$),
    -- Valid, and until the deal is LANDED not by the viewer, who moves it.
    ('verifiedLanding', $$exists (
        select 1 from landing_verification v
        where v.deal_id = d.id
          and (d.stage = 'LANDED' or v.by_id is distinct from (select viewer_id()))
          and verification_faults(v.id) = '{}' /* row by row */)$$),
    ('signedAgreement', $$exists (
        select 1
        from agreement_deal ad join agreement a on a.id = ad.agreement_id
        where ad.deal_id = d.id
          and a.withdrawn_at is null
          and a.standing = 'SIGNED'
          and a.kind in ('MOU', 'PARTNERSHIP', 'LEASE', 'INCENTIVE', 'INVESTMENT_CONTRACT')
          -- nothing shows an agreement to users outside the circle of its embargo
          and (
            a.embargo_until is null
              or a.embargo_until <= now()
              or a.embargo_acl &&& (select viewer_acl_tokens())
          ) /* row by row */)$$),
    ('contactOrMeeting', $$exists (
        select 1
        from employment e join contact c on c.id = e.contact_id
        where e.prospect_id = i.prospect_id and e.is_main and c.erased_at is null /* row by row */)
      or exists (
        select 1
        from meeting_deal md join meeting m on m.id = md.meeting_id
        where md.deal_id = d.id and m.withdrawn_at is null and m.status <> 'CANCELLED' /* row by row */)$$),
    -- A decision maker of an agency does not count. Two null checks, not one of coalesce(): the planner
    -- estimates them well.
    ('decisionMakerMet', $$exists (
        select 1
        from meeting_deal md
          join meeting m on m.id = md.meeting_id
          join meeting_participant p on p.meeting_id = m.id
          left join contact c on c.id = p.contact_id
          left join employment e on e.id = p.employment_id
        where md.deal_id = d.id
          and m.withdrawn_at is null
          and m.status = 'HELD'
          and p.agency_id is null
          and e.agency_id is null
          and (p.decision_maker or c.decision_maker) /* row by row */)$$)
$facts$;

comment on function fact_conditions() is
  'Returns the facts that a stage may require, the cheapest first, each with its condition: SQL over the deal d and its identity i. Views and functions are made from it when the definitions are applied; it is not called at run time.';
