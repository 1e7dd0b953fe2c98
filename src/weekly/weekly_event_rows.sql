create or replace function weekly_event_rows(
  agency uuid, first_day date, last_day date, known_at timestamptz
) returns table (kind text, source_id uuid, deal_ids uuid[], words boolean, place text, body jsonb)
language sql stable rows 5000 set work_mem = '32MB' as $$
  with
    event as materialized (
      select * from weekly_events(weekly_event_rows.agency, first_day, last_day, weekly_event_rows.known_at)
    )
  select
    e.kind, t.id, array[t.deal_id], false, t.effective_on::text || t.recorded_at::text,
    jsonb_build_object(
      'deal', t.deal_id, 'direction', e.note, 'from', t.from_stage, 'to', t.to_stage, 'on', t.effective_on,
      'by', u.name, 'override', t.override,
      'recordedLate', (t.recorded_at at time zone 'Europe/Brussels')::date > last_day
    )
  from event e join transition t on t.id = e.id and e.kind = 'movement' join "user" u on u.id = t.by_id
  union all
  -- and their reason, for viewers who see the deal in full
  select
    e.kind, w.transition_id, array[w.deal_id], true, t.effective_on::text || t.recorded_at::text,
    jsonb_build_object('reason', w.reason)
  from event e
    join transition_text w on w.transition_id = e.id
      and e.kind = 'movement'
    join transition t on t.id = e.id
  union all
  -- statements about jobs
  select
    e.kind, t.id, array[t.deal_id], false, t.stated_on::text || t.recorded_at::text,
    jsonb_build_object(
      'deal', t.deal_id, 'kind', t.kind, 'horizon', t.horizon, 'targetYear', t.target_year, 'low', t.low,
      'high', t.high, 'standing', t.standing, 'on', t.stated_on,
      'when', case
        when t.stated_when_precision <> 'DAY' then jsonb_build_object(
          'from', t.stated_when_from, 'to', t.stated_when_to, 'precision', t.stated_when_precision
        )
      end,
      'replaces', (
        select jsonb_build_object(
          'low', o.low, 'high', o.high, 'on', o.stated_on,
          'when', case
            when o.stated_when_precision <> 'DAY' then jsonb_build_object(
              'from', o.stated_when_from, 'to', o.stated_when_to, 'precision', o.stated_when_precision
            )
          end
        )
        from job_projection o
        where o.id = t.replaces_id
      ),
      'replaced', exists (
        select 1
        from job_projection r
        where r.replaces_id = t.id
          and r.recorded_at <= weekly_event_rows.known_at
          and (r.withdrawn_at is null or r.withdrawn_at > weekly_event_rows.known_at)
      )
    )
  from event e join job_projection t on t.id = e.id and e.kind = 'projection'
  union all
  -- and their wording and source, for viewers who see the deal in full
  select
    e.kind, w.job_projection_id, array[w.deal_id], true, t.stated_on::text || t.recorded_at::text,
    jsonb_build_object(
      'wording', w.wording, 'wordingLanguage', w.wording_language,
      'source', jsonb_build_object('kind', w.source_kind, 'name', w.source_name, 'medium', w.source_medium)
    )
  from event e
    join job_projection_text w on w.job_projection_id = e.id
      and e.kind = 'projection'
    join job_projection t on t.id = e.id
  union all
  -- handovers
  select
    e.kind, t.id, array[t.deal_id], true, t."on"::text || t.recorded_at::text,
    jsonb_build_object('deal', t.deal_id, 'from', f.name, 'to', o.name, 'on', t."on", 'reason', t.reason)
  from event e
    join handover t on t.id = e.id
      and e.kind = 'handover'
    join agency f on f.id = t.from_agency_id
    join agency o on o.id = t.to_agency_id
  union all
  -- meetings, held and to come
  select
    e.kind, t.id,
    array(
      select h.deal_id
      from meeting_deals_known_at(weekly_event_rows.known_at) h
      where h.meeting_id = t.id
      order by 1
    ),
    true,
    t.when_from::text || coalesce(t.starts_at::text, ''),
    jsonb_build_object(
      'title', t.title, 'from', t.when_from, 'to', t.when_to, 'precision', t.when_precision,
      'startsAt', t.starts_at, 'endsAt', t.ends_at, 'place', t.place,
      'host', (select a.name from agency a where a.id = t.host_agency_id),
      'topics', t.topics,
      'deals', (
        select coalesce(jsonb_agg(h.deal_id order by h.deal_id), '[]')
        from meeting_deals_known_at(weekly_event_rows.known_at) h
        where h.meeting_id = t.id
      ),
      -- persons by id, so that an erased name is gone here too
      'participants', (
        select coalesce(
          jsonb_agg(
            case
              when p.contact_id is null then jsonb_build_object('name', coalesce(u.name, p.description))
              else jsonb_build_object('contact', p.contact_id)
            end
            order by p.id
          ),
          '[]'
        )
        from (
          select *
          from meeting_participants_known_at(weekly_event_rows.known_at) p
          where p.meeting_id = t.id
          offset 0
        ) p
          left join "user" u on u.id = p.user_id
      )
    )
  from event e
    join lateral (
      select * from meetings_known_at(weekly_event_rows.known_at) t where t.id = e.id offset 0
    ) t on e.kind in ('meetingHeld', 'meetingComing')
  union all
  -- signed and announced agreements
  select
    e.kind, t.id,
    array(
      select h.deal_id
      from agreement_deals_known_at(weekly_event_rows.known_at) h
      where h.agreement_id = t.id
      order by 1
    ),
    true, k."on"::text,
    jsonb_build_object(
      'title', t.title, 'kind', t.kind, 'on', k."on",
      'when', case
        when e.kind = 'agreementSigned'
          and t.signed_when_precision <> 'DAY' then jsonb_build_object(
            'from', t.signed_when_from, 'to', t.signed_when_to, 'precision', t.signed_when_precision
          )
      end,
      'place', t.place, 'amount', t.amount::text, 'currency', t.currency,
      'deals', (
        select coalesce(jsonb_agg(h.deal_id order by h.deal_id), '[]')
        from agreement_deals_known_at(weekly_event_rows.known_at) h
        where h.agreement_id = t.id
      ),
      -- companies by their id as well: a reader of the agreement may not see each of them
      'parties', (
        select coalesce(
          jsonb_agg(
            jsonb_build_object('prospect', p.prospect_id, 'name', coalesce(c.name, a.name, p.name))
            order by coalesce(c.name, a.name, p.name), p.id
          ),
          '[]'
        )
        from agreement_parties_known_at(weekly_event_rows.known_at) p
          left join prospect c on c.id = p.prospect_id
          left join agency a on a.id = p.agency_id
        where p.agreement_id = t.id
      )
    )
  from event e
    join lateral (
      select * from agreements_known_at(weekly_event_rows.known_at) t where t.id = e.id offset 0
    ) t on e.kind in ('agreementSigned', 'agreementAnnounced'),
    lateral (values (case e.kind when 'agreementSigned' then t.signed_on else t.announced_on end)) k("on")
  union all
  -- claims, and of disputes the disputed claim, with the deals of both
  select
    e.kind, t.id,
    array(
      select c.deal_id
      from claim c
      where c.id in (t.id, e.other) and c.deal_id is not null
      union
      select h.deal_id
      from claim c,
        lateral (
          select *
          from agreement_deals_known_at(weekly_event_rows.known_at) h
          where h.agreement_id = c.agreement_id
          offset 0
        ) h
      where c.id in (t.id, e.other)
      order by 1
    ),
    true, t.stated_on::text || t.recorded_at::text,
    weekly_claim_body(t, last_day, weekly_event_rows.known_at) || case
      when e.kind = 'dispute' then jsonb_build_object(
        'disputes',
          (
            select weekly_claim_body(o, last_day, weekly_event_rows.known_at)
            from claim o
            where o.id = e.other
          )
      )
      else '{}'
    end
  from event e join claim t on t.id = e.id and e.kind in ('fact', 'rumour', 'denied', 'dispute')
  union all
  -- what was withdrawn: of deals and statements about jobs, viewers who see the deal masked learn that much
  select
    'withdrawn', w.subject_id, array[coalesce(j.deal_id, w.subject_id)], false, w.withdrawn_at::text,
    jsonb_build_object(
      'what', w.kind, 'deal', coalesce(j.deal_id, w.subject_id),
      'on', (w.withdrawn_at at time zone 'Europe/Brussels')::date,
      'jobs', case
        when j.id is not null then jsonb_build_object(
          'kind', j.kind, 'horizon', j.horizon, 'standing', j.standing, 'low', j.low, 'high', j.high,
          'on', j.stated_on,
          'when', case
            when j.stated_when_precision <> 'DAY' then jsonb_build_object(
              'from', j.stated_when_from, 'to', j.stated_when_to, 'precision', j.stated_when_precision
            )
          end
        )
      end,
      'text', null
    )
  from weekly_withdrawals(weekly_event_rows.agency, first_day, last_day, weekly_event_rows.known_at) w
    left join job_projection j on j.id = w.subject_id
      and w.kind = 'JOB_PROJECTION'
  where w.kind in ('DEAL', 'JOB_PROJECTION')
  union all
  -- and the reason, and everything else, for viewers who see the withdrawn row in full
  select
    'withdrawn', w.subject_id, s.deal_ids, true, w.withdrawn_at::text,
    jsonb_build_object('reason', s.reason, 'text', s.text) || case
      when w.kind in ('DEAL', 'JOB_PROJECTION') then '{}'
      else jsonb_build_object(
        'what', w.kind, 'deal', s.deal_ids[1],
        'on', (w.withdrawn_at at time zone 'Europe/Brussels')::date,
        'jobs', null
      )
    end
  from weekly_withdrawals(weekly_event_rows.agency, first_day, last_day, weekly_event_rows.known_at) w
    cross join lateral withdrawn_subject(w.kind, w.subject_id) s
$$;

comment on function weekly_event_rows(uuid, date, date, timestamptz) is
  'Returns weekly_events() and weekly_withdrawals() as lines of a weekly summary: body is the line as JSON, without words of any language but those that were stated; place sorts the lines of a kind. words: the line has words that only viewers with full access to its deals may see; moves, statements about jobs and their withdrawals have such a line beside the one without. Persons are named by their id, so that an erased person is erased in issued summaries too.';

grant execute on function weekly_event_rows(uuid, date, date, timestamptz) to ancrage_service;
