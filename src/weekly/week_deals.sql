create or replace function week_deals(
  agency uuid, monday date, known timestamptz, past boolean
) returns table (
  part text, deal_id uuid, was text, low_was int, high_was int, realised_was int, opening boolean, stage text,
  low int, high int, realised int, closing boolean, way_in text, way_out text, direction text,
  probability_was int, probability int, capex_low numeric, capex_high numeric, capex_currency text,
  first_monday date, last_monday date, reference text, code_name text
)
language sql stable rows 10000 set work_mem = '32MB' set random_page_cost = 1.1 as $$
  with
    open_stage as materialized (select g.code from deal_stage g where g.outcome = 'OPEN'),
    -- of whose moves something was recorded later: the row of today does not say how they stood as was known
    late as materialized (
      select t.deal_id
      from transition t
      where t.recorded_at > week_deals.known
      union
      select c.deal_id
      from transition_correction c
      where c.recorded_at > week_deals.known
    ),
    worked as materialized (
      select w.*
      from (
        select
          m.deal_id, m.from_day,
          case when m.end_recorded_at <= week_deals.known then m.until_day end as until
        from deal_team m
        where m.agency_id = week_deals.agency and m.recorded_at <= week_deals.known
        union all
        select m.deal_id, m.from_day, case when m.end_recorded_at <= week_deals.known then m.until_day end
        from deal_team_correction m
        where m.agency_id = week_deals.agency
          and m.recorded_at <= week_deals.known
          and m.corrected_at > week_deals.known
      ) w
      where w.from_day <= monday + 6
        and (w.until is null or w.until > case when past then monday - 71 else monday - 8 end)
    ),
    team as materialized (
      select
        w.deal_id,
        bool_or(w.from_day <= monday - 8 and (w.until is null or w.until > monday - 8)) as there0,
        bool_or(w.from_day <= monday - 1 and (w.until is null or w.until > monday - 1)) as there1,
        bool_or(w.from_day <= monday + 6 and (w.until is null or w.until > monday + 6)) as there2,
        bool_or(w.from_day <= monday - 71 and (w.until is null or w.until > monday + 6)) as throughout
      from worked w
      group by w.deal_id
    ),
    placed as materialized (
      select
        t.*, d.reference, d.code_name, d.stage, d.capex_low, d.capex_high, d.capex_currency,
        coalesce(d.stage_since <= monday - 71, false)
          and d.id not in (select l.deal_id from late l) as stayed_long,
        coalesce(d.stage_since <= monday - 8, false) and d.id not in (select l.deal_id from late l) as stayed
      from team t join deal d on d.id = t.deal_id
    ),
    moved as materialized (
      select t.deal_id, t.to_stage, t.effective_on, coalesce(t.place, t.ordinal) as place
      from placed p join transition t on t.deal_id = p.deal_id
      where not case when past then p.stayed_long else p.stayed end
        and t.effective_on <= monday + 6
        and t.recorded_at <= week_deals.known
        and not exists (
          select 1
          from transition_correction c
          where c.transition_id = t.id and c.recorded_at <= week_deals.known
        )
    ),
    -- a deal that has not moved since the first evening stood in all three where it stands today
    stages as materialized (
      select
        p.deal_id, p.there0, p.there1, p.there2, p.stage as stage0, p.stage as stage1, p.stage as stage2,
        p.there0 and p.there1 and p.there2 as still, p.capex_low, p.capex_high, p.capex_currency,
        p.stayed_long and p.throughout as still_long, p.reference, p.code_name
      from placed p
      where p.stayed and p.stage in (select o.code from open_stage o) and (p.there0 or p.there1 or p.there2)
      union all
      select
        p.deal_id, p.there0, p.there1, p.there2, m.stage0, m.stage1, m.stage2, false, p.capex_low,
        p.capex_high, p.capex_currency, false, p.reference, p.code_name
      from placed p
        join (
          select
            m.deal_id,
            (array_agg(m.to_stage order by m.place desc) filter (where m.effective_on <= monday - 8))[
              1
            ] as stage0,
            (array_agg(m.to_stage order by m.place desc) filter (where m.effective_on <= monday - 1))[
              1
            ] as stage1,
            (array_agg(m.to_stage order by m.place desc) filter (where m.effective_on <= monday + 6))[
              1
            ] as stage2
          from moved m
          group by m.deal_id
        ) m on m.deal_id = p.deal_id
      where not p.stayed and (p.there0 or p.there1 or p.there2)
    ),
    restated as materialized (
      select j.deal_id, bool_or(j.stated_on >= monday - 7) as lately
      from job_projection j
      where j.stated_on between monday - 70 and monday + 6 and j.deal_id in (select s.deal_id from stages s)
      group by j.deal_id
    ),
    lately as materialized (select r.deal_id from restated r where r.lately),
    alike as materialized (
      select s.*, past and s.still_long and s.deal_id not in (select r.deal_id from restated r) as settled
      from stages s
      where s.still and s.deal_id not in (select l.deal_id from lately l)
    ),
    ends as materialized (
      select
        e.part, s.deal_id, e.was, e.stage, e.there_before, e.there_after, sb.probability as probability_was,
        sa.probability, sb.position as position_was, sa.position as at_position, sa.outcome, s.capex_low,
        s.capex_high, s.capex_currency, s.reference, s.code_name,
        coalesce(e.there_before and sb.outcome = 'OPEN', false) as opening,
        e.there_after and sa.outcome = 'OPEN' as closing,
        e.there_after and sa.outcome <> 'OPEN' and sa.outcome is distinct from sb.outcome as ended
      from stages s,
        lateral (
          values
            ('week', s.stage1, s.stage2, s.there1, s.there2),
            ('before', s.stage0, s.stage1, s.there0, s.there1)
        ) e(part, was, stage, there_before, there_after)
        join deal_stage sa on sa.code = e.stage
        left join deal_stage sb on sb.code = e.was
      where s.deal_id not in (select a.deal_id from alike a) and (e.there_before or e.there_after)
    ),
    counted as materialized (select e.* from ends e where e.opening or e.closing or e.ended),
    -- each move holds until the next one
    held as materialized (
      select p.deal_id, null::date as since, null::date as until
      from placed p
      where past
        and p.stayed_long
        and p.stage in (select o.code from open_stage o)
        and p.deal_id not in (select a.deal_id from alike a where a.settled)
      union all
      select m.deal_id, m.since, m.until
      from (
        select
          m.deal_id, m.to_stage, m.effective_on as since,
          lead(m.effective_on) over (partition by m.deal_id order by m.place) as until
        from moved m
        where past
      ) m
      where m.to_stage in (select o.code from open_stage o)
    ),
    -- what ends within a week is no more there at its end; counted in weeks back, from `earliest` down to `latest`
    runs as materialized (
      select r.deal_id, upper(r.run) - 1 as earliest, lower(r.run) as latest
      from (
        select r.deal_id, unnest(range_agg(int4range(r.latest, r.earliest, '[]'))) as run
        from (
          select
            h.deal_id,
            least(weeks_between(monday + 6, greatest(h.since, w.from_day)), 11) as earliest,
            case
              when least(h.until, w.until) <= monday + 6 then weeks_between(
                monday + 6, least(h.until, w.until)
              ) + 1
              else 0
            end as latest
          from held h join worked w on w.deal_id = h.deal_id
        ) r
        where r.latest <= r.earliest
        group by r.deal_id
      ) r
    ),
    -- every statement of jobs that counts, and from which day on another replaces it; looked up deal by deal, however many there are
    stated as materialized (
      select
        j.deal_id, j.standing = 'REALISED' as is_realised, j.low, j.high, j.stated_on,
        (
          select r.stated_on
          from job_projection r
          where r.replaces_id = j.id and r.recorded_at <= week_deals.known
        ) as replaced_on,
        case
          when j.standing <> 'REALISED' then array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], j.horizon)
        end as reach,
        j.recorded_at, j.id
      from (select s.deal_id from stages s union select r.deal_id from runs r) l,
        lateral (select * from job_projection p where p.deal_id = l.deal_id offset 0) j
      where j.kind = 'DIRECT'
        and j.standing <> 'RUMOURED'
        and j.stated_on <= monday + 6
        and j.recorded_at <= week_deals.known
    ),
    last as materialized (
      select distinct on (s.deal_id, s.is_realised) s.deal_id, s.is_realised, s.low, s.high
      from stated s
      where s.replaced_on is null or s.replaced_on > monday + 6
      order by s.deal_id, s.is_realised, s.reach desc, s.stated_on desc, s.recorded_at desc, s.id desc
    ),
    jobs as materialized (
      select l.deal_id, e.evening, l.is_realised, l.low, l.high
      from last l, generate_series(0, 2) e(evening)
      where l.deal_id not in (select a.deal_id from alike a)
        and (e.evening = 2 or l.deal_id not in (select r.deal_id from lately r))
      union all
      (
        select distinct on (s.deal_id, s.is_realised, e.evening)
          s.deal_id, e.evening, s.is_realised, s.low, s.high
        from stated s, (values (0, monday - 8), (1, monday - 1)) e(evening, day)
        where s.deal_id in (select r.deal_id from lately r)
          and s.stated_on <= e.day
          and (s.replaced_on is null or s.replaced_on > e.day)
        order by
          s.deal_id, s.is_realised, e.evening, s.reach desc, s.stated_on desc, s.recorded_at desc, s.id desc
      )
    ),
    -- a run ends where something is stated anew, or no more
    anew as materialized (
      select s.deal_id, weeks_between(monday + 6, s.stated_on) as back
      from stated s
      where s.stated_on > monday - 71 and not s.is_realised
      union
      select s.deal_id, weeks_between(monday + 6, s.replaced_on)
      from stated s
      where s.replaced_on > monday - 71 and not s.is_realised
    ),
    turns as materialized (
      select
        t.deal_id, t.back,
        coalesce(
          lead(t.back) over (partition by t.deal_id, t.latest order by t.back desc) + 1,
          t.latest
        ) as latest,
        monday + 6 - 7 * t.back as sunday
      from (
        select r.deal_id, r.earliest as back, r.latest
        from runs r
        union all
        select a.deal_id, a.back, r.latest
        from anew a join runs r on r.deal_id = a.deal_id
        where a.back >= r.latest and a.back < r.earliest
      ) t
    )
  select
    'both', a.deal_id, a.stage2, j.low, j.high, r.low, true, a.stage2, j.low, j.high, r.low, true, null, null,
    null, g.probability, g.probability, a.capex_low, a.capex_high, a.capex_currency,
    case when a.settled then monday - 77 end, case when a.settled then monday end, a.reference, a.code_name
  from alike a
    join deal_stage g on g.code = a.stage2
    left join last j on j.deal_id = a.deal_id
      and not j.is_realised
    left join last r on r.deal_id = a.deal_id
      and r.is_realised
  union all
  select
    c.part, c.deal_id, c.was, b.low, b.high, br.low, c.opening, c.stage, a.low, a.high, ar.low, c.closing,
    case
      when not c.opening
        and (c.closing or c.ended) then case
          when c.was is null or not c.there_before then 'entered'
          else 'resumed'
        end
    end,
    case
      when c.opening
        and not c.closing
        or not c.opening
        and c.ended then case
          when not c.there_after then 'left'
          when c.outcome = 'WON' then 'won'
          when c.outcome = 'LOST' then 'lost'
          else 'paused'
        end
    end,
    case
      when c.opening
        and c.closing
        and c.was <> c.stage then case when c.at_position > c.position_was then 'forward' else 'back' end
    end,
    c.probability_was, c.probability, c.capex_low, c.capex_high, c.capex_currency, null, null, c.reference,
    c.code_name
  from counted c
    left join jobs b on b.deal_id = c.deal_id
      and b.evening = case c.part when 'week' then 1 else 0 end
      and not b.is_realised
    left join jobs br on br.deal_id = c.deal_id
      and br.evening = case c.part when 'week' then 1 else 0 end
      and br.is_realised
    left join jobs a on a.deal_id = c.deal_id
      and a.evening = case c.part when 'week' then 2 else 1 end
      and not a.is_realised
    left join jobs ar on ar.deal_id = c.deal_id
      and ar.evening = case c.part when 'week' then 2 else 1 end
      and ar.is_realised
  union all
  select
    'past', p.deal_id, null, null, null, null, null, null, p.low, p.high, null, null, null, null, null, null,
    null, null, null, null, monday - 7 * p.back, monday - 7 * p.latest, null, null
  from (
    select distinct on (t.deal_id, t.back) t.deal_id, t.back, t.latest, s.low, s.high
    from turns t
      left join stated s on s.deal_id = t.deal_id
        and not s.is_realised
        and s.stated_on <= t.sunday
        and (s.replaced_on is null or s.replaced_on > t.sunday)
    order by
      t.deal_id, t.back, s.reach desc nulls last, s.stated_on desc nulls last, s.recorded_at desc nulls last,
      s.id desc nulls last
  ) p
$$;

comment on function week_deals(uuid, date, timestamptz, boolean) is
  'How the deals of an agency stood, for a week and the one before it, and with \`past\` for the twelve weeks up to it. What a row is about, its \`part\` says: - \`week\` and \`before\`: a deal in the week and in the one before. How it stood in the evening before and at the end, and by which way it came into the open pipeline and went out; what is not open at either end but was in between did both. - \`both\`: one that was open in all three evenings, and of which nothing was stated, is one row for both weeks. - \`past\`: it was open at the end of each week from \`first_monday\` to \`last_monday\`, with these jobs. A row of \`both\` that has these days says so of itself.';

grant execute on function week_deals(uuid, date, timestamptz, boolean) to ancrage_service;
