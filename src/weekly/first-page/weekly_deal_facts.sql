create or replace function weekly_deal_facts(
  deals uuid[], detailed uuid[], day date, known_at timestamptz
) returns table (deal_id uuid, words boolean, body jsonb)
language plpgsql stable rows 5000 set work_mem = '32MB' set random_page_cost = 1.1 as $$
begin
  -- planned for the arrays as they are: there may be ten deals or ten thousand
  return query execute $query$
    with
      -- the projected jobs that count, in the order of counted_projection()
      statement as materialized (
        select distinct on (p.deal_id) p.*
        from projections_as_of('DIRECT', null, false, $3, $4) p
        where p.deal_id = any($1) and not p.is_realised
        order by p.deal_id, p.precedence desc, p.stated_on desc, p.recorded_at desc, p.id desc
      ),
      -- the chosen place, or the one of our sites that is closest to it
      deal_place as materialized (
        select distinct on (l.deal_id)
          l.deal_id,
          jsonb_build_object(
            'name', coalesce(s.name, l.town), 'municipality', s.municipality, 'country', l.country,
            'standing', h.standing
          ) as place
        from location l
          join lateral (
            select h.standing, h.since
            from location_history h
            where h.location_id = l.id and h.recorded_at <= $4
            order by h.ordinal desc
            limit 1
          ) h on true
          left join site s on s.id = l.site_id
        where l.deal_id = any($2)
          and (l.withdrawn_at is null or l.withdrawn_at > $4)
          and h.since <= $3
          and (h.standing = 'CHOSEN' or h.standing <> 'REJECTED' and s.id is not null)
        order by
          l.deal_id, array_position(array['CHOSEN', 'SHORTLISTED', 'CANDIDATE'], h.standing), h.since, l.id
      )
    -- what viewers of the masked deal see as well: what it is about, and the jobs
    select
      d.id, false,
      jsonb_build_object(
        'deal', d.id, 'activity', case when k.deal_id is null then d.activity else k.activity end, 'sector',
        case when k.deal_id is null then d.sector else k.sector end, 'jobs',
        case when p.id is not null then jsonb_build_object(
          'low', p.low, 'high', p.high, 'horizon', p.horizon, 'standing', p.standing, 'on', p.stated_on
        ) end
      )
    from deal d
      left join statement p on p.deal_id = d.id
      left join deals_replaced_since($4) k on k.deal_id = d.id
    where d.id = any($1)
    union all
    -- where it is, and who stated the jobs
    select
      i.deal_id, true,
      jsonb_build_object(
        'place', l.place, 'source',
        case when w.source_kind is not null then jsonb_build_object(
          'kind', w.source_kind, 'name', w.source_name, 'medium', w.source_medium
        ) end
      )
    from deal_identity i
      left join statement p on p.deal_id = i.deal_id
      left join job_projection_text w on w.job_projection_id = p.id
      left join deal_place l on l.deal_id = i.deal_id
    where i.deal_id = any($1)
  $query$ using deals, detailed, day, known_at;
end $$;

comment on function weekly_deal_facts(uuid[], uuid[], date, timestamptz) is
  'Returns what the first page of a weekly summary says of deals at the end of a day, as known at an instant (DealFactsDto in src/weekly/first-page/facts.ts): one row for each of deals, and for each that the viewer sees in full a second one with words = true, which has the place of detailed ones. Sector and activity are those of today.';

grant execute on function weekly_deal_facts(uuid[], uuid[], date, timestamptz) to ancrage_service;
