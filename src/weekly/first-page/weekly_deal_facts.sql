create or replace function weekly_deal_facts(
  deals uuid[], detailed uuid[], day date, known_at timestamptz
) returns table (deal_id uuid, words boolean, body jsonb)
language sql stable rows 1000 set random_page_cost = 1.1 as $$
  -- what viewers of the masked deal see as well: what it is about, and the projected jobs that count
  select
    d.id, false,
    jsonb_build_object(
      'deal', d.id, 'activity', d.activity, 'sector', d.sector, 'jobs',
      case when p.id is not null then jsonb_build_object(
        'low', p.low, 'high', p.high, 'horizon', p.horizon, 'standing', p.standing, 'on', p.stated_on
      ) end
    )
  from unnest(deals) k(deal_id)
    join deal d on d.id = k.deal_id
    left join lateral (
      select *
      from counted_projection(
        d.id, 'DIRECT', null, false, false, weekly_deal_facts.day, weekly_deal_facts.known_at
      )
      offset 0
    ) p on true
  union all
  -- where it is, and who stated the jobs
  select
    i.deal_id, true,
    jsonb_build_object(
      'place', l.place, 'source',
      case when w.source_kind is not null then jsonb_build_object(
        'kind', w.source_kind, 'name', w.source_name
      ) end
    )
  from unnest(deals) k(deal_id)
    join deal_identity i on i.deal_id = k.deal_id
    left join lateral (
      select *
      from counted_projection(
        i.deal_id, 'DIRECT', null, false, false, weekly_deal_facts.day, weekly_deal_facts.known_at
      )
      offset 0
    ) p on true
    left join job_projection_text w on w.job_projection_id = p.id
    -- the chosen place, or the one of our sites that is closest to it
    left join lateral (
      select
        jsonb_build_object(
          'name', coalesce(s.name, l.town), 'municipality', s.municipality, 'country', l.country,
          'standing', h.standing
        ) as place
      from location l
        join lateral (
          select h.standing, h.since
          from location_history h
          where h.location_id = l.id and h.recorded_at <= weekly_deal_facts.known_at
          order by h.ordinal desc
          limit 1
        ) h on true
        left join site s on s.id = l.site_id
      where l.deal_id = i.deal_id
        and l.deal_id = any(detailed)
        and (l.withdrawn_at is null or l.withdrawn_at > weekly_deal_facts.known_at)
        and h.since <= weekly_deal_facts.day
        and (h.standing = 'CHOSEN' or h.standing <> 'REJECTED' and s.id is not null)
      order by array_position(array['CHOSEN', 'SHORTLISTED', 'CANDIDATE'], h.standing), h.since, l.id
      limit 1
    ) l on true
$$;

comment on function weekly_deal_facts(uuid[], uuid[], date, timestamptz) is
  'Returns what the first page of a weekly summary says of deals at the end of a day, as known at an instant (DealFactsDto in src/weekly/first-page/facts.ts): one row for each of deals, and for each that the viewer sees in full a second one with words = true, which has the place of detailed ones. Sector and activity are those of today.';

grant execute on function weekly_deal_facts(uuid[], uuid[], date, timestamptz) to ancrage_service;
