create or replace function weekly_events(
  agency uuid, first_day date, last_day date, known_at timestamptz
) returns table (kind text, id uuid, note text, other uuid)
language sql stable rows 500 set work_mem = '32MB' set random_page_cost = 1.1 as $$
  with
    -- claims that were stated in the period, or possibly in it, or graded
    recent_claim as materialized (
      select t.id, t.disputes_id, t.corrects_id
      from claim t
        -- the range is a year at most, but for BEFORE: that is of its last day
      where t.stated_on between first_day and last_day + 366
        and case t.stated_when_precision
          when 'BEFORE' then t.stated_on
          else t.stated_when_from
        end <= last_day
      union
      select t.id, t.disputes_id, t.corrects_id
      from claim_grading g join claim t on t.id = g.claim_id
      where g.graded_on between first_day and last_day
    ),
    -- and the claims that they dispute or that dispute them, as known
    candidate as materialized (
      select t.*
      from claim t
      where t.recorded_at <= weekly_events.known_at
        and (t.withdrawn_at is null or t.withdrawn_at > weekly_events.known_at)
        and case t.stated_when_precision
          when 'BEFORE' then t.stated_on
          else t.stated_when_from
        end <= last_day
        and t.id in (
          select r.id
          from recent_claim r
          union
          select r.disputes_id
          from recent_claim r
          union
          select c.id
          from recent_claim r
            cross join lateral unnest(claim_versions(r.id, r.corrects_id)) v(id)
            join claim c on c.disputes_id = v.id
          union
          select c.id
          from recent_claim r
            join claim o on o.id = r.disputes_id
            join claim c on c.corrects_id = coalesce(o.corrects_id, o.id)
        )
    ),
    candidate_agreement as materialized (
      select distinct c.agreement_id as id from candidate c where c.agreement_id is not null
    ),
    -- which of these claims are about a deal of the agency, its prospect, or an agreement about either
    agency_claim as materialized (
      select t.id
      from candidate t
      where exists (
        select 1
        from deals_of_agency(weekly_events.agency, first_day, last_day, weekly_events.known_at) a
        where a.deal_id = t.deal_id
        offset 0
      )
      union
      select t.id
      from candidate t,
        lateral (
          select i.deal_id
          from deal_prospects_known_at(weekly_events.known_at) i
          where i.prospect_id = t.prospect_id
          offset 0
        ) i
      where exists (
        select 1
        from deals_of_agency(weekly_events.agency, first_day, last_day, weekly_events.known_at) a
        where a.deal_id = i.deal_id
        offset 0
      )
      union
      select t.id
      from candidate t
      where t.agreement_id in (
        select c.id
        from candidate_agreement c,
          lateral (
            select h.deal_id
            from agreement_deals_known_at(weekly_events.known_at) h
            where h.agreement_id = c.id
            offset 0
          ) h
        where exists (
          select 1
          from deals_of_agency(weekly_events.agency, first_day, last_day, weekly_events.known_at) a
          where a.deal_id = h.deal_id
          offset 0
        )
        union
        select c.id
        from candidate_agreement c,
          lateral (
            select i.deal_id
            from agreement_parties_known_at(weekly_events.known_at) p
              join lateral (
                select k.deal_id
                from deal_prospects_known_at(weekly_events.known_at) k
                where k.prospect_id = p.prospect_id
                offset 0
              ) i on true
            where p.agreement_id = c.id
            offset 0
          ) i
        where exists (
          select 1
          from deals_of_agency(weekly_events.agency, first_day, last_day, weekly_events.known_at) a
          where a.deal_id = i.deal_id
          offset 0
        )
      )
    ),
    -- their standing at the end of the period: by the last grading that was not replaced
    graded_claim as materialized (
      select
        t.id, t.disputes_id, t.corrects_id, t.acl, t.agreement_id,
        case when t.embargo_until > weekly_events.known_at then t.embargo_acl end as embargo_acl,
        g.standing,
        t.stated_on >= first_day or g.graded_on between first_day and last_day as is_recent
      from candidate t,
        lateral (
          select g.standing, g.graded_on
          from claim_grading g
          where g.claim_id = t.id
            and g.graded_on <= last_day
            and g.recorded_at <= weekly_events.known_at
            and not exists (
              select 1
              from claim_grading o
              where o.replaces_id = g.id and o.recorded_at <= weekly_events.known_at
            )
          order by g.graded_on desc, g.ordinal desc
          limit 1
        ) g
      where t.id in (select a.id from agency_claim a)
    ),
    -- pairs of claims that contradict each other; in an open one, neither is denied or retracted
    dispute as materialized (
      select
        later.id as later_id, later.standing, earlier.id as earlier_id,
        later.is_recent or earlier.is_recent as is_recent,
        later.standing in ('UNCONFIRMED', 'CONFIRMED')
          and earlier.standing in ('UNCONFIRMED', 'CONFIRMED')
          -- an issued summary is for all viewers: each who sees one of the claims must see the other
          and (
            row_security_active('claim')
              or later.acl = earlier.acl
              and later.agreement_id is not distinct from earlier.agreement_id
              and later.embargo_acl is not distinct from earlier.embargo_acl
          ) as replaces_claims
      from graded_claim earlier
        cross join lateral unnest(claim_versions(earlier.id, earlier.corrects_id)) v(id)
        join graded_claim later on later.disputes_id = v.id
    ),
    -- meetings held in the period, and those of the week after a week, or of four weeks after a longer period; a
    -- meeting lasts a year at most, and BEFORE begins in 1900: it is of no period
    week_meeting as materialized (
      select t.id, k.kind, t.host_agency_id
      from meetings_known_at(weekly_events.known_at) t,
        (
          values
            ('meetingHeld', weekly_events.first_day, weekly_events.last_day, array['HELD']),
            (
              'meetingComing', weekly_events.last_day + 1,
              weekly_events.last_day + case
                when weekly_events.last_day - weekly_events.first_day = 6 then 7
                else 28
              end,
              array['PLANNED', 'HELD']
            )
        ) k(kind, first_day, last_day, statuses)
      where t.when_from between weekly_events.first_day - 366 and weekly_events.last_day + 28
        and t.when_to >= weekly_events.first_day
        and t.status = any(k.statuses)
        and t.when_from <= k.last_day
        and t.when_to >= k.first_day
    ),
    -- moves of the period that were not corrected; those of the agency are of days on which it was in the team
    week_move as materialized (
      select t.*
      from transition t
      where t.effective_on between first_day and last_day
        and t.recorded_at <= weekly_events.known_at
        and not exists (
          select 1
          from transition_correction c
          where c.transition_id = t.id and c.recorded_at <= weekly_events.known_at
        )
    ),
    week_projection as materialized (
      select t.id, t.deal_id
      from job_projection t
        -- stated in the period, or possibly in it; the range is a year at most, but for BEFORE: that is of its last day
      where t.stated_on between first_day and last_day + 366
        and case t.stated_when_precision
          when 'BEFORE' then t.stated_on
          else t.stated_when_from
        end <= last_day
        and t.recorded_at <= weekly_events.known_at
        and (t.withdrawn_at is null or t.withdrawn_at > weekly_events.known_at)
    ),
    week_agreement as materialized (
      select t.id, 'agreementSigned' as kind
      from agreements_known_at(weekly_events.known_at) t
        -- signed in the period, or possibly in it; the range is a year at most, but for BEFORE: that is of its last day
      where t.signed_on between first_day and last_day + 366
        and case t.signed_when_precision
          when 'BEFORE' then t.signed_on
          else t.signed_when_from
        end <= last_day
      union all
      -- announced, and certainly not signed by the end of the period
      select t.id, 'agreementAnnounced'
      from agreements_known_at(weekly_events.known_at) t
      where t.announced_on between first_day and last_day
        and (
          t.signed_on is null
            or case t.signed_when_precision
              when 'BEFORE' then t.signed_on
              else t.signed_when_from
            end > last_day
        )
    )
  select
    'movement', t.id,
    case
      when t.from_stage is null then 'OPENED'
      when f.outcome in ('WON', 'LOST') then 'REOPENED'
      when f.outcome = 'PAUSED' then 'RESUMED'
      when s.outcome <> 'OPEN' then s.outcome
      when s.position > f.position then 'FORWARD'
      else 'BACK'
    end,
    null::uuid
  from week_move t join deal_stage s on s.code = t.to_stage left join deal_stage f on f.code = t.from_stage
  where exists (
    select 1
    from deals_of_agency(weekly_events.agency, t.effective_on, t.effective_on, weekly_events.known_at) a
    where a.deal_id = t.deal_id
    offset 0
  )
  union all
  -- handovers that were not corrected
  select 'handover', t.id, null, null
  from handover t
  where t."on" between first_day and last_day
    and t.recorded_at <= weekly_events.known_at
    and exists (
      select 1
      from deals_of_agency(weekly_events.agency, first_day, last_day, weekly_events.known_at) a
      where a.deal_id = t.deal_id
      offset 0
    )
    and not exists (
      select 1
      from handover_correction c
      where c.handover_id = t.id and c.recorded_at <= weekly_events.known_at
    )
  union all
  -- meetings of the agency, or about one of its deals
  select m.kind, m.id, null, null
  from week_meeting m
  where m.host_agency_id = weekly_events.agency
    or m.id in (
      select h.meeting_id
      from week_meeting t,
        lateral (
          select * from meeting_deals_known_at(weekly_events.known_at) h where h.meeting_id = t.id offset 0
        ) h
      where exists (
        select 1
        from deals_of_agency(weekly_events.agency, first_day, last_day, weekly_events.known_at) a
        where a.deal_id = h.deal_id
        offset 0
      )
    )
  union all
  -- agreements about one of its deals, or with the prospect of one
  select s.kind, s.id, null, null
  from (
    select w.id, w.kind
    from week_agreement w,
      lateral (
        select h.deal_id
        from agreement_deals_known_at(weekly_events.known_at) h
        where h.agreement_id = w.id
        offset 0
      ) h
    where exists (
      select 1
      from deals_of_agency(weekly_events.agency, first_day, last_day, weekly_events.known_at) a
      where a.deal_id = h.deal_id
      offset 0
    )
    union
    select w.id, w.kind
    from week_agreement w,
      lateral (
        select i.deal_id
        from agreement_parties_known_at(weekly_events.known_at) p
          join lateral (
            select k.deal_id
            from deal_prospects_known_at(weekly_events.known_at) k
            where k.prospect_id = p.prospect_id
            offset 0
          ) i on true
        where p.agreement_id = w.id
        offset 0
      ) i
    where exists (
      select 1
      from deals_of_agency(weekly_events.agency, first_day, last_day, weekly_events.known_at) a
      where a.deal_id = i.deal_id
      offset 0
    )
  ) s
  union all
  select 'projection', t.id, null, null
  from week_projection t
  where exists (
    select 1
    from deals_of_agency(weekly_events.agency, first_day, last_day, weekly_events.known_at) a
    where a.deal_id = t.deal_id
    offset 0
  )
  union all
  -- claims by their standing; those that are here only because of a dispute, and those of an open one, are not listed
  -- themselves
  select
    case c.standing when 'CONFIRMED' then 'fact' when 'UNCONFIRMED' then 'rumour' else 'denied' end,
    c.id, c.standing, null
  from graded_claim c
  where c.is_recent
    and not exists (select from dispute d where d.replaces_claims and c.id in (d.later_id, d.earlier_id))
  union all
  select 'dispute', d.later_id, d.standing, d.earlier_id
  from dispute d
  where d.is_recent
$$;

comment on function weekly_events(uuid, date, date, timestamptz) is
  'Returns the events of a period around the deals of an agency, as known at an instant: the kind (the name of the field of WeeklySummary in src/weekly/weekly-summary.ts), the id of its row, a note (the direction of a move, the standing of a claim) and of a dispute the disputed claim. A claim in an open dispute is among the disputes only. Row-level security decides which events the viewer sees. Finds first what happened, then which of it is about deals of the agency. Days are those of Europe/Brussels.';

grant execute on function weekly_events(uuid, date, date, timestamptz) to ancrage_service;
