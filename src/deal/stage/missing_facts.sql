create or replace function missing_facts(asked uuid, target text) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(r.fact order by r.place, r.n), '{}')
  from required_facts(target) r
    left join (deal d join deal_identity i on i.deal_id = d.id) on d.id = asked
      and d.full_acl &&& (select viewer_acl_tokens())
  where not coalesce(
    case r.fact
      when 'prospect' then i.prospect_id is not null
      when 'sector' then d.sector is not null
      when 'activity' then d.activity is not null
      when 'type' then d.type is not null
      when 'officer' then d.officer_id is not null
      when 'contactOrMeeting' then exists (
        select 1 from contact c where c.prospect_id = i.prospect_id and c.erased_at is null
      )
        or exists (
          select 1
          from meeting_deal md join meeting m on m.id = md.meeting_id
          where md.deal_id = d.id and m.status <> 'CANCELLED'
        )
      when 'ourSite' then exists (
        select 1 from location l where l.deal_id = d.id and l.site_id is not null and l.standing <> 'REJECTED'
      )
      when 'competingLocations' then d.no_competing_locations
        or exists (select 1 from location l where l.deal_id = d.id and l.site_id is null)
      when 'decisionMakerMet' then exists (
        select 1
        from meeting_deal md
          join meeting m on m.id = md.meeting_id
          join meeting_participant p on p.meeting_id = m.id
          left join contact c on c.id = p.contact_id
        where md.deal_id = d.id
          and m.status = 'HELD'
          and coalesce(p.agency_id, c.agency_id) is null
          and (p.decision_maker or c.decision_maker)
      )
      when 'capex' then d.capex_unknown or d.capex_low is not null
      when 'jobProjection' then d.jobs_unknown
        or exists (select 1 from job_projection j where j.deal_id = d.id)
      when 'expectedDecision' then d.expected_decision_from is not null
      when 'signedAgreement' then exists (
        select 1
        from agreement_deal ad join agreement a on a.id = ad.agreement_id
        where ad.deal_id = d.id
          and a.standing = 'SIGNED'
          and a.kind in ('MOU', 'PARTNERSHIP', 'LEASE', 'INCENTIVE', 'INVESTMENT_CONTRACT')
      )
      when 'chosenSite' then exists (
        select 1 from location l where l.deal_id = d.id and l.site_id is not null and l.standing = 'CHOSEN'
      )
      when 'realisedJobs' then exists (
        select 1
        from job_projection j
        where j.deal_id = d.id
          and j.standing = 'REALISED'
          and not exists (select 1 from job_projection r where r.replaces_id = j.id)
      )
      when 'verifiedLanding' then exists (
        select 1
        from landing_verification v
        where v.deal_id = d.id
          and v.by_id is distinct from d.officer_id
          and v.by_id is distinct from (select viewer_id())
          and v.recorded_at > coalesce(
            (select max(t.recorded_at) from transition t where t.deal_id = d.id and t.from_stage = 'LANDED'),
            '-infinity'
          )
      )
      when 'lossReason' then exists (
        select 1 from loss_reason r where r.deal_id = d.id and r.reopened_at is null
      )
      when 'lossDestination' then exists (
        select 1 from loss_destination r where r.deal_id = d.id and r.reopened_at is null
      )
    end,
    false
  )
$$;

grant execute on function missing_facts(uuid, text) to ancrage_service;
