create or replace function weekly_events(agency uuid, monday date, known timestamptz) returns table (
  kind text, id uuid, note text, other uuid
)
language sql stable rows 500 set work_mem = '32MB' set random_page_cost = 1.1 as $$
  with
    -- a claim is news when it was stated or graded in the week
    touched as materialized (
      select t.id, t.disputes_id
      from claim t
      where t.stated_on between monday and monday + 6
      union
      select t.id, t.disputes_id
      from claim_grading g join claim t on t.id = g.claim_id
      where g.graded_on between monday and monday + 6
    ),
    -- or stands against one that was
    candidate as materialized (
      select t.*
      from claim t
      where t.recorded_at <= weekly_events.known
        and t.stated_on <= monday + 6
        and t.id in (
          select u.id
          from touched u
          union
          select u.disputes_id
          from touched u
          union
          select c.id
          from touched u join claim c on c.disputes_id = u.id
        )
    ),
    about as materialized (
      select distinct c.agreement_id as id from candidate c where c.agreement_id is not null
    ),
    near as materialized (
      select t.id
      from candidate t
      where (
        exists (
          select 1
          from deal_team m
          where m.agency_id = weekly_events.agency
            and m.deal_id = t.deal_id
            and m.from_day <= monday + 6
            and m.recorded_at <= weekly_events.known
            and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
          offset 0
        )
          or exists (
            select 1
            from deal_team_correction m
            where m.agency_id = weekly_events.agency
              and m.deal_id = t.deal_id
              and m.corrected_at > weekly_events.known
              and m.from_day <= monday + 6
              and m.recorded_at <= weekly_events.known
              and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
            offset 0
          )
      )
      union
      select t.id
      from candidate t,
        lateral (select i.deal_id from deal_identity i where i.prospect_id = t.prospect_id offset 0) i
      where (
        exists (
          select 1
          from deal_team m
          where m.agency_id = weekly_events.agency
            and m.deal_id = i.deal_id
            and m.from_day <= monday + 6
            and m.recorded_at <= weekly_events.known
            and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
          offset 0
        )
          or exists (
            select 1
            from deal_team_correction m
            where m.agency_id = weekly_events.agency
              and m.deal_id = i.deal_id
              and m.corrected_at > weekly_events.known
              and m.from_day <= monday + 6
              and m.recorded_at <= weekly_events.known
              and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
            offset 0
          )
      )
      union
      select t.id
      from candidate t
      where t.agreement_id in (
        select a.id
        from about a, lateral (select h.deal_id from agreement_deal h where h.agreement_id = a.id offset 0) h
        where (
          exists (
            select 1
            from deal_team m
            where m.agency_id = weekly_events.agency
              and m.deal_id = h.deal_id
              and m.from_day <= monday + 6
              and m.recorded_at <= weekly_events.known
              and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
            offset 0
          )
            or exists (
              select 1
              from deal_team_correction m
              where m.agency_id = weekly_events.agency
                and m.deal_id = h.deal_id
                and m.corrected_at > weekly_events.known
                and m.from_day <= monday + 6
                and m.recorded_at <= weekly_events.known
                and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
              offset 0
            )
        )
        union
        select a.id
        from about a,
          lateral (
            select i.deal_id
            from agreement_party p join deal_identity i on i.prospect_id = p.prospect_id
            where p.agreement_id = a.id
            offset 0
          ) i
        where (
          exists (
            select 1
            from deal_team m
            where m.agency_id = weekly_events.agency
              and m.deal_id = i.deal_id
              and m.from_day <= monday + 6
              and m.recorded_at <= weekly_events.known
              and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
            offset 0
          )
            or exists (
              select 1
              from deal_team_correction m
              where m.agency_id = weekly_events.agency
                and m.deal_id = i.deal_id
                and m.corrected_at > weekly_events.known
                and m.from_day <= monday + 6
                and m.recorded_at <= weekly_events.known
                and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
              offset 0
            )
        )
      )
    ),
    claimed as materialized (
      select
        t.id, t.disputes_id, g.standing,
        t.stated_on between monday and monday + 6 or g.graded_on between monday and monday + 6 as is_news
      from candidate t,
        lateral (
          select g.standing, g.graded_on
          from claim_grading g
          where g.claim_id = t.id
            and g.graded_on <= monday + 6
            and g.recorded_at <= weekly_events.known
            and not exists (
              select 1
              from claim_grading o
              where o.replaces_id = g.id and o.recorded_at <= weekly_events.known
            )
          order by g.graded_on desc, g.ordinal desc
          limit 1
        ) g
      where t.id in (select n.id from near n)
    ),
    meeting_then as materialized (
      select t.id, k.kind, t.host_agency_id
      from meeting t,
        (
          values
            ('meetingHeld', monday, array['HELD']),
            ('meetingComing', monday + 7, array['PLANNED', 'HELD'])
        ) k(kind, first_day, statuses)
      where t.when_from between monday - 366 and monday + 13
        and t.when_to >= monday
        and t.status = any(k.statuses)
        and t.when_from <= k.first_day + 6
        and t.when_to >= k.first_day
        and t.created_at <= weekly_events.known
    ),
    moved as materialized (
      select t.*
      from transition t
      where t.effective_on between monday and monday + 6
        and t.recorded_at <= weekly_events.known
        and not exists (
          select 1
          from transition_correction c
          where c.transition_id = t.id and c.recorded_at <= weekly_events.known
        )
    ),
    stated as materialized (
      select t.id, t.deal_id
      from job_projection t
      where t.stated_on between monday and monday + 6 and t.recorded_at <= weekly_events.known
    ),
    signed as materialized (
      select t.id
      from agreement t
      where t.signed_on between monday and monday + 6 and t.recorded_at <= weekly_events.known
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
  from moved t join deal_stage s on s.code = t.to_stage left join deal_stage f on f.code = t.from_stage
  where (
    exists (
      select 1
      from deal_team m
      where m.agency_id = weekly_events.agency
        and m.deal_id = t.deal_id
        and m.from_day <= monday + 6
        and m.recorded_at <= weekly_events.known
        and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
      offset 0
    )
      or exists (
        select 1
        from deal_team_correction m
        where m.agency_id = weekly_events.agency
          and m.deal_id = t.deal_id
          and m.corrected_at > weekly_events.known
          and m.from_day <= monday + 6
          and m.recorded_at <= weekly_events.known
          and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
        offset 0
      )
  )
  union all
  select 'handover', t.id, null, null
  from handover t
  where t."on" between monday and monday + 6
    and t.recorded_at <= weekly_events.known
    and (
      exists (
        select 1
        from deal_team m
        where m.agency_id = weekly_events.agency
          and m.deal_id = t.deal_id
          and m.from_day <= monday + 6
          and m.recorded_at <= weekly_events.known
          and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
        offset 0
      )
        or exists (
          select 1
          from deal_team_correction m
          where m.agency_id = weekly_events.agency
            and m.deal_id = t.deal_id
            and m.corrected_at > weekly_events.known
            and m.from_day <= monday + 6
            and m.recorded_at <= weekly_events.known
            and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
          offset 0
        )
    )
    and not exists (
      select 1 from handover_correction c where c.handover_id = t.id and c.recorded_at <= weekly_events.known
    )
  union all
  select m.kind, m.id, null, null
  from meeting_then m
  where m.host_agency_id = weekly_events.agency
    or m.id in (
      select h.meeting_id
      from meeting_then t join meeting_deal h on h.meeting_id = t.id
      where (
        exists (
          select 1
          from deal_team m
          where m.agency_id = weekly_events.agency
            and m.deal_id = h.deal_id
            and m.from_day <= monday + 6
            and m.recorded_at <= weekly_events.known
            and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
          offset 0
        )
          or exists (
            select 1
            from deal_team_correction m
            where m.agency_id = weekly_events.agency
              and m.deal_id = h.deal_id
              and m.corrected_at > weekly_events.known
              and m.from_day <= monday + 6
              and m.recorded_at <= weekly_events.known
              and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
            offset 0
          )
      )
    )
  union all
  select 'agreementSigned', a.id, null, null
  from (
    select a.id
    from signed a, lateral (select h.deal_id from agreement_deal h where h.agreement_id = a.id offset 0) h
    where (
      exists (
        select 1
        from deal_team m
        where m.agency_id = weekly_events.agency
          and m.deal_id = h.deal_id
          and m.from_day <= monday + 6
          and m.recorded_at <= weekly_events.known
          and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
        offset 0
      )
        or exists (
          select 1
          from deal_team_correction m
          where m.agency_id = weekly_events.agency
            and m.deal_id = h.deal_id
            and m.corrected_at > weekly_events.known
            and m.from_day <= monday + 6
            and m.recorded_at <= weekly_events.known
            and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
          offset 0
        )
    )
    union
    select a.id
    from signed a,
      lateral (
        select i.deal_id
        from agreement_party p join deal_identity i on i.prospect_id = p.prospect_id
        where p.agreement_id = a.id
        offset 0
      ) i
    where (
      exists (
        select 1
        from deal_team m
        where m.agency_id = weekly_events.agency
          and m.deal_id = i.deal_id
          and m.from_day <= monday + 6
          and m.recorded_at <= weekly_events.known
          and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
        offset 0
      )
        or exists (
          select 1
          from deal_team_correction m
          where m.agency_id = weekly_events.agency
            and m.deal_id = i.deal_id
            and m.corrected_at > weekly_events.known
            and m.from_day <= monday + 6
            and m.recorded_at <= weekly_events.known
            and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
          offset 0
        )
    )
  ) a
  union all
  select 'projection', t.id, null, null
  from stated t
  where (
    exists (
      select 1
      from deal_team m
      where m.agency_id = weekly_events.agency
        and m.deal_id = t.deal_id
        and m.from_day <= monday + 6
        and m.recorded_at <= weekly_events.known
        and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
      offset 0
    )
      or exists (
        select 1
        from deal_team_correction m
        where m.agency_id = weekly_events.agency
          and m.deal_id = t.deal_id
          and m.corrected_at > weekly_events.known
          and m.from_day <= monday + 6
          and m.recorded_at <= weekly_events.known
          and (m.until_day is null or m.until_day > monday or m.end_recorded_at > weekly_events.known)
        offset 0
      )
  )
  union all
  select
    case c.standing when 'CONFIRMED' then 'fact' when 'UNCONFIRMED' then 'rumour' else 'denied' end,
    c.id, c.standing, null
  from claimed c
  where c.is_news
  union all
  select 'dispute', later.id, later.standing, earlier.id
  from claimed later join claimed earlier on earlier.id = later.disputes_id
  where later.is_news or earlier.is_news
$$;

comment on function weekly_events(uuid, date, timestamptz) is
  'What happened in the week is found first, and then which of it is about deals of the view.';

grant execute on function weekly_events(uuid, date, timestamptz) to ancrage_service;
