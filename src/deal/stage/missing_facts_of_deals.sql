create or replace function missing_facts_of_deals(deals uuid[], stages text[]) returns table (
  deal_id uuid, expected_decision_to date, facts text[]
)
language plpgsql stable security definer rows 10000 set search_path = public, pg_temp set work_mem = '32MB'
  set random_page_cost = 1.1 as $$
begin
  return query execute $query$
    with next as materialized (
      select g.code as stage, array(
          select r.fact from deal_stage e, unnest(e.requires) with ordinality r(fact, n)
           where e.outcome in ('OPEN','WON')
             and e.position <= (select min(x.position) from deal_stage x where x.outcome in ('OPEN','WON') and x.position > g.position)
           order by e.position, r.n) as facts
        from deal_stage g where g.outcome = 'OPEN'),
    needed as materialized (select n.*, 'prospect' = any(n.facts) as "prospect", 'sector' = any(n.facts) as "sector", 'activity' = any(n.facts) as "activity", 'type' = any(n.facts) as "type", 'officer' = any(n.facts) as "officer", 'contactOrMeeting' = any(n.facts) as "contactOrMeeting", 'ourSite' = any(n.facts) as "ourSite", 'competingLocations' = any(n.facts) as "competingLocations", 'decisionMakerMet' = any(n.facts) as "decisionMakerMet", 'capex' = any(n.facts) as "capex", 'jobProjection' = any(n.facts) as "jobProjection", 'expectedDecision' = any(n.facts) as "expectedDecision", 'signedAgreement' = any(n.facts) as "signedAgreement", 'chosenSite' = any(n.facts) as "chosenSite", 'realisedJobs' = any(n.facts) as "realisedJobs", 'verifiedLanding' = any(n.facts) as "verifiedLanding", 'lossReason' = any(n.facts) as "lossReason", 'lossDestination' = any(n.facts) as "lossDestination" from next n),
    lacked as materialized (
      select o.deal_id, d.expected_decision_to, n.facts, array_remove(array[case when n."prospect" and not (i.prospect_id is not null) then 'prospect' end,
        case when n."sector" and not (d.sector is not null) then 'sector' end,
        case when n."activity" and not (d.activity is not null) then 'activity' end,
        case when n."type" and not (d.type is not null) then 'type' end,
        case when n."officer" and not (d.officer_id is not null) then 'officer' end,
        case when n."contactOrMeeting" and not (exists (select 1 from contact c where c.prospect_id = i.prospect_id and c.erased_at is null offset 0)
    or exists (select 1 from meeting_deal md join meeting m on m.id = md.meeting_id where md.deal_id = d.id and m.status <> 'CANCELLED' offset 0)) then 'contactOrMeeting' end,
        case when n."ourSite" and not (exists (select 1 from location l where l.deal_id = d.id and l.site_id is not null and l.standing <> 'REJECTED' offset 0)) then 'ourSite' end,
        case when n."competingLocations" and not (d.no_competing_locations or exists (select 1 from location l where l.deal_id = d.id and l.site_id is null offset 0)) then 'competingLocations' end,
        case when n."decisionMakerMet" and not (exists (
    select 1 from meeting_deal md join meeting m on m.id = md.meeting_id join meeting_participant p on p.meeting_id = m.id
      left join contact c on c.id = p.contact_id
     where md.deal_id = d.id and m.status = 'HELD' and coalesce(p.agency_id, c.agency_id) is null and (p.decision_maker or c.decision_maker) offset 0)) then 'decisionMakerMet' end,
        case when n."capex" and not (d.capex_unknown or d.capex_low is not null) then 'capex' end,
        case when n."jobProjection" and not (d.jobs_unknown or exists (select 1 from job_projection j where j.deal_id = d.id offset 0)) then 'jobProjection' end,
        case when n."expectedDecision" and not (d.expected_decision_from is not null) then 'expectedDecision' end,
        case when n."signedAgreement" and not (exists (
    select 1 from agreement_deal ad join agreement a on a.id = ad.agreement_id
     where ad.deal_id = d.id and a.standing = 'SIGNED' and a.kind in ('MOU','PARTNERSHIP','LEASE','INCENTIVE','INVESTMENT_CONTRACT') offset 0)) then 'signedAgreement' end,
        case when n."chosenSite" and not (exists (select 1 from location l where l.deal_id = d.id and l.site_id is not null and l.standing = 'CHOSEN' offset 0)) then 'chosenSite' end,
        case when n."realisedJobs" and not (exists (
    select 1 from job_projection j where j.deal_id = d.id and j.standing = 'REALISED'
       and not exists (select 1 from job_projection r where r.replaces_id = j.id) offset 0)) then 'realisedJobs' end,
        case when n."verifiedLanding" and not (exists (
    select 1 from landing_verification v
     where v.deal_id = d.id and v.by_id is distinct from d.officer_id and v.by_id is distinct from (select viewer_id())
       and v.recorded_at > coalesce((select max(t.recorded_at) from transition t where t.deal_id = d.id and t.from_stage = 'LANDED'), '-infinity') offset 0)) then 'verifiedLanding' end,
        case when n."lossReason" and not (exists (select 1 from loss_reason r where r.deal_id = d.id and r.reopened_at is null offset 0)) then 'lossReason' end,
        case when n."lossDestination" and not (exists (select 1 from loss_destination r where r.deal_id = d.id and r.reopened_at is null offset 0)) then 'lossDestination' end], null) as lacks
        from unnest($1, $2) o(deal_id, stage) join needed n on n.stage = o.stage
        join deal d on d.id = o.deal_id join deal_identity i on i.deal_id = d.id
       where d.full_acl &&& (select viewer_acl_tokens()))
    select l.deal_id, l.expected_decision_to, case when l.lacks <> '{}' then
        array(select f.fact from unnest(l.facts) with ordinality f(fact, n) where f.fact = any(l.lacks) order by f.n) else '{}' end
      from lacked l
  $query$ using deals, stages;
end $$;

comment on function missing_facts_of_deals(uuid[], text[]) is
  'Of these deals those that the viewer sees whole: by when a decision was expected, and the facts that an open deal in such a stage lacks to go on, all that the next stage asks for and those before it. As everybody asks for facts: a meeting that shows one may be about another deal too, which the viewer may not see. The statement is planned for the deals that are asked about, be they ten or ten thousand.';

grant execute on function missing_facts_of_deals(uuid[], text[]) to ancrage_service;
