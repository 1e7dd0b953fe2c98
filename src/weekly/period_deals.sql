-- Three evenings matter: the last of the period before the preceding one, of the preceding one, and of the period.
create or replace function period_deals(
  agency uuid, before_day date, first_day date, last_day date, past_days date[], known_at timestamptz,
  with_past boolean
) returns table (
  part text, deal_id uuid, was text, low_was int, high_was int, realised_was int, opening boolean, stage text,
  low int, high int, realised int, closing boolean, way_in text, way_out text, direction text,
  probability_was int, probability int, capex_low numeric, capex_high numeric, capex_currency text,
  first_run_day date, last_run_day date, reference text, code_name text, realised_high_was int,
  realised_high int
)
language sql stable rows 10000 set work_mem = '32MB' set random_page_cost = 1.1 as $$
  with
    open_stage as materialized (select g.code from deal_stage g where g.outcome = 'OPEN'),
    -- the probability of each stage in each of the three evenings
    evening_probability as materialized (
      select e.evening, p.code, p.probability
      from (values (0, before_day - 1), (1, first_day - 1), (2, last_day)) e(evening, day),
        stage_probabilities(e.day, period_deals.known_at) p
    ),
    -- stages whose probability changed between them
    reweighted_stage as materialized (
      select p.code from evening_probability p group by p.code having min(p.probability) <> max(p.probability)
    ),
    -- deals with a move or a correction recorded later: their row of today does not show the stage as known
    late_deal as materialized (
      select t.deal_id
      from transition t
      where t.recorded_at > period_deals.known_at
      union
      select c.deal_id
      from transition_correction c
      where c.recorded_at > period_deals.known_at
    ),
    -- periods in which the agency was in the team, as known; a correction made later does not count yet
    membership as materialized (
      select m.*
      from (
        select
          m.deal_id, m.from_day,
          case when m.end_recorded_at <= period_deals.known_at then m.until_day end as until
        from deal_team m
        where m.agency_id = period_deals.agency
          and m.recorded_at <= period_deals.known_at
          and (m.withdrawn_at is null or m.withdrawn_at > period_deals.known_at)
        union all
        select
          m.deal_id, m.from_day,
          case when m.end_recorded_at <= period_deals.known_at then m.until_day end
        from deal_team_correction m
        where m.agency_id = period_deals.agency
          and m.recorded_at <= period_deals.known_at
          and m.corrected_at > period_deals.known_at
          and (m.withdrawn_at is null or m.withdrawn_at > period_deals.known_at)
      ) m
      where m.from_day <= last_day
        and (m.until is null or m.until > case when with_past then past_days[2] - 1 else before_day - 1 end)
    ),
    -- in which of the three evenings the agency was in the team, and whether in all past periods
    team_deal as materialized (
      select
        m.deal_id,
        bool_or(m.from_day <= before_day - 1 and (m.until is null or m.until > before_day - 1)) as there0,
        bool_or(m.from_day <= first_day - 1 and (m.until is null or m.until > first_day - 1)) as there1,
        bool_or(m.from_day <= last_day and (m.until is null or m.until > last_day)) as there2,
        bool_or(m.from_day <= past_days[2] - 1 and (m.until is null or m.until > last_day)) as throughout
      from membership m
      group by m.deal_id
    ),
    -- the deals as they are today; a deal that `stayed` was in its stage of today since the first evening
    current_deal as materialized (
      select
        t.*, d.reference,
        coalesce(k.code_name, d.code_name) as code_name,
        d.stage, d.capex_low, d.capex_high, d.capex_currency,
        coalesce(d.stage_since <= past_days[2] - 1, false)
          and d.id not in (select l.deal_id from late_deal l) as stayed_long,
        coalesce(d.stage_since <= before_day - 1, false)
          and d.id not in (select l.deal_id from late_deal l) as stayed
      from team_deal t
        join deal d on d.id = t.deal_id
        left join deals_replaced_since(period_deals.known_at) k on k.deal_id = t.deal_id
    ),
    -- valid moves of the other deals
    valid_move as materialized (
      select t.deal_id, t.to_stage, t.effective_on, coalesce(t.place, t.ordinal) as place
      from current_deal d join transition t on t.deal_id = d.deal_id
      where not case when with_past then d.stayed_long else d.stayed end
        and t.effective_on <= last_day
        and t.recorded_at <= period_deals.known_at
        and not exists (
          select 1
          from transition_correction c
          where c.transition_id = t.id and c.recorded_at <= period_deals.known_at
        )
    ),
    -- the stage in each of the three evenings: that of today, or the one of the last move by then
    evening_stage as materialized (
      select
        d.deal_id, d.there0, d.there1, d.there2, d.stage as stage0, d.stage as stage1, d.stage as stage2,
        d.there0 and d.there1 and d.there2 as still, d.capex_low, d.capex_high, d.capex_currency,
        d.stayed_long and d.throughout as still_long, d.reference, d.code_name
      from current_deal d
      where d.stayed and d.stage in (select o.code from open_stage o) and (d.there0 or d.there1 or d.there2)
      union all
      select
        d.deal_id, d.there0, d.there1, d.there2, m.stage0, m.stage1, m.stage2, false, d.capex_low,
        d.capex_high, d.capex_currency, false, d.reference, d.code_name
      from current_deal d
        join (
          select
            m.deal_id,
            (array_agg(m.to_stage order by m.place desc) filter (where m.effective_on <= before_day - 1))[
              1
            ] as stage0,
            (array_agg(m.to_stage order by m.place desc) filter (where m.effective_on <= first_day - 1))[
              1
            ] as stage1,
            (array_agg(m.to_stage order by m.place desc) filter (where m.effective_on <= last_day))[
              1
            ] as stage2
          from valid_move m
          group by m.deal_id
        ) m on m.deal_id = d.deal_id
      where not d.stayed and (d.there0 or d.there1 or d.there2)
    ),
    -- deals with a statement about jobs of the past periods, and whether of the last two
    restatement as materialized (
      select j.deal_id, bool_or(j.stated_on >= before_day) as is_recent
      from job_projection j
      where j.stated_on between past_days[2] and last_day
        and j.deal_id in (select s.deal_id from evening_stage s)
      group by j.deal_id
    ),
    recent_restatement as materialized (select r.deal_id from restatement r where r.is_recent),
    -- deals that are the same in all three evenings: one row for both periods; `settled`: in all past ones
    unchanged_deal as materialized (
      select
        s.*,
        with_past and s.still_long and s.deal_id not in (select r.deal_id from restatement r) as settled
      from evening_stage s
      where s.still
        and s.deal_id not in (select r.deal_id from recent_restatement r)
        and s.stage2 not in (select r.code from reweighted_stage r)
    ),
    -- all other deals, as they entered and left each of the two periods
    period_end as materialized (
      select
        e.part, s.deal_id, e.was, e.stage, e.there_before, e.there_after, pb.probability as probability_was,
        pa.probability, sb.position as position_was, sa.position as at_position, sa.outcome, s.capex_low,
        s.capex_high, s.capex_currency, s.reference, s.code_name,
        coalesce(e.there_before and sb.outcome = 'OPEN', false) as opening,
        e.there_after and sa.outcome = 'OPEN' as closing,
        e.there_after and sa.outcome <> 'OPEN' and sa.outcome is distinct from sb.outcome as ended
      from evening_stage s,
        lateral (
          values
            ('week', 2, s.stage1, s.stage2, s.there1, s.there2),
            ('before', 1, s.stage0, s.stage1, s.there0, s.there1)
        ) e(part, evening, was, stage, there_before, there_after)
        join deal_stage sa on sa.code = e.stage
        left join deal_stage sb on sb.code = e.was
        join evening_probability pa on pa.code = e.stage
          and pa.evening = e.evening
        left join evening_probability pb on pb.code = e.was
          and pb.evening = e.evening - 1
      where s.deal_id not in (select u.deal_id from unchanged_deal u) and (e.there_before or e.there_after)
    ),
    counted_deal as materialized (select e.* from period_end e where e.opening or e.closing or e.ended),
    -- periods in an open stage: each move holds until the next one
    open_period as materialized (
      select d.deal_id, null::date as since, null::date as until
      from current_deal d
      where with_past
        and d.stayed_long
        and d.stage in (select o.code from open_stage o)
        and d.deal_id not in (select u.deal_id from unchanged_deal u where u.settled)
      union all
      select m.deal_id, m.since, m.until
      from (
        select
          m.deal_id, m.to_stage, m.effective_on as since,
          lead(m.effective_on) over (partition by m.deal_id order by m.place) as until
        from valid_move m
        where with_past
      ) m
      where m.to_stage in (select o.code from open_stage o)
    ),
    -- runs of period ends at which the deal was open and the agency in its team, from `earliest` down to
    -- `latest` in periods before this one; what ends within a period is gone at its end
    open_run as materialized (
      select r.deal_id, upper(r.run) - 1 as earliest, lower(r.run) as latest
      from (
        select r.deal_id, unnest(range_agg(int4range(r.latest, r.earliest, '[]'))) as run
        from (
          select
            p.deal_id,
            least(
              periods_between(past_days, greatest(p.since, m.from_day)),
              cardinality(past_days) - 1
            ) as earliest,
            case
              when least(p.until, m.until) <= last_day then periods_between(
                past_days, least(p.until, m.until)
              ) + 1
              else 0
            end as latest
          from open_period p join membership m on m.deal_id = p.deal_id
        ) r
        where r.latest <= r.earliest
        group by r.deal_id
      ) r
    ),
    -- every statement about jobs that may count, and the day from which another one replaces it; looked up
    -- deal by deal, however many there are. projections_as_of() is for one day: called for each evening and
    -- period, it would look up every deal again. test/counted-projection.spec.ts compares both.
    projection as materialized (
      select
        p.deal_id, p.is_realised, p.low, p.high, p.precedence, p.stated_on, p.recorded_at, p.id,
        (
          select r.stated_on
          from job_projection r
          where r.replaces_id = p.id
            and r.recorded_at <= period_deals.known_at
            and (r.withdrawn_at is null or r.withdrawn_at > period_deals.known_at)
        ) as replaced_on
      from (select s.deal_id from evening_stage s union select r.deal_id from open_run r) l,
        lateral (
          select *
          from known_projections('DIRECT', null, false, period_deals.known_at) p
          where p.deal_id = l.deal_id
          offset 0
        ) p
      where p.stated_on <= last_day
    ),
    -- the statement that counts at the end of the period
    latest_jobs as materialized (
      select distinct on (s.deal_id, s.is_realised) s.deal_id, s.is_realised, s.low, s.high
      from projection s
      where s.replaced_on is null or s.replaced_on > last_day
      order by s.deal_id, s.is_realised, s.precedence desc, s.stated_on desc, s.recorded_at desc, s.id desc
    ),
    -- the statement that counts in each evening: the latest, but of deals restated in the last two periods
    evening_jobs as materialized (
      select l.deal_id, e.evening, l.is_realised, l.low, l.high
      from latest_jobs l, generate_series(0, 2) e(evening)
      where l.deal_id not in (select u.deal_id from unchanged_deal u)
        and (e.evening = 2 or l.deal_id not in (select r.deal_id from recent_restatement r))
      union all
      (
        select distinct on (s.deal_id, s.is_realised, e.evening)
          s.deal_id, e.evening, s.is_realised, s.low, s.high
        from projection s, (values (0, before_day - 1), (1, first_day - 1)) e(evening, day)
        where s.deal_id in (select r.deal_id from recent_restatement r)
          and s.stated_on <= e.day
          and (s.replaced_on is null or s.replaced_on > e.day)
        order by
          s.deal_id, s.is_realised, e.evening, s.precedence desc, s.stated_on desc, s.recorded_at desc,
          s.id desc
      )
    ),
    -- periods in which something was stated or replaced, counted back from this one
    change_period as materialized (
      select s.deal_id, periods_between(past_days, s.stated_on) as back
      from projection s
      where s.stated_on > past_days[2] - 1 and not s.is_realised
      union
      select s.deal_id, periods_between(past_days, s.replaced_on)
      from projection s
      where s.replaced_on > past_days[2] - 1 and not s.is_realised
    ),
    -- the open runs cut at those periods, each with the last day of its first one: jobs do not change within one
    jobs_run as materialized (
      select
        t.deal_id, t.back,
        coalesce(
          lead(t.back) over (partition by t.deal_id, t.latest order by t.back desc) + 1,
          t.latest
        ) as latest,
        coalesce(past_days[cardinality(past_days) - t.back + 1], last_day + 1) - 1 as run_end
      from (
        select r.deal_id, r.earliest as back, r.latest
        from open_run r
        union all
        select c.deal_id, c.back, r.latest
        from change_period c join open_run r on r.deal_id = c.deal_id
        where c.back >= r.latest and c.back < r.earliest
      ) t
    )
  select
    'both', u.deal_id, u.stage2, j.low, j.high, r.low, true, u.stage2, j.low, j.high, r.low, true, null, null,
    null, g.probability, g.probability, u.capex_low, u.capex_high, u.capex_currency,
    case when u.settled then past_days[1] end, case when u.settled then first_day end, u.reference,
    u.code_name, r.high, r.high
  from unchanged_deal u
    join evening_probability g on g.code = u.stage2
      and g.evening = 2
    left join latest_jobs j on j.deal_id = u.deal_id
      and not j.is_realised
    left join latest_jobs r on r.deal_id = u.deal_id
      and r.is_realised
  union all
  -- the others: one row for each of the two periods in which they count
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
    c.code_name, br.high, ar.high
  from counted_deal c
    left join evening_jobs b on b.deal_id = c.deal_id
      and b.evening = case c.part when 'week' then 1 else 0 end
      and not b.is_realised
    left join evening_jobs br on br.deal_id = c.deal_id
      and br.evening = case c.part when 'week' then 1 else 0 end
      and br.is_realised
    left join evening_jobs a on a.deal_id = c.deal_id
      and a.evening = case c.part when 'week' then 2 else 1 end
      and not a.is_realised
    left join evening_jobs ar on ar.deal_id = c.deal_id
      and ar.evening = case c.part when 'week' then 2 else 1 end
      and ar.is_realised
  union all
  -- the past: one row for each run of periods in which nothing changed
  select
    'past', p.deal_id, null, null, null, null, null, null, p.low, p.high, null, null, null, null, null, null,
    null, null, null, null, past_days[cardinality(past_days) - p.back],
    past_days[cardinality(past_days) - p.latest], null, null, null, null
  from (
    select distinct on (t.deal_id, t.back) t.deal_id, t.back, t.latest, s.low, s.high
    from jobs_run t
      left join projection s on s.deal_id = t.deal_id
        and not s.is_realised
        and s.stated_on <= t.run_end
        and (s.replaced_on is null or s.replaced_on > t.run_end)
    order by
      t.deal_id, t.back, s.precedence desc nulls last, s.stated_on desc nulls last,
      s.recorded_at desc nulls last, s.id desc nulls last
  ) p
$$;

comment on function period_deals(uuid, date, date, date, date[], timestamptz, boolean) is
  'Returns the deals of an agency in a period (first_day to last_day) and in the preceding one (from before_day), as known at an instant; with_past adds the periods that begin on past_days, in order, the last being the period itself. The column part says what a row is: ''week'' and ''before'' are a deal in the period and in the preceding one, how it entered and left it, and by which way it came into the open pipeline or went out of it (both, where it was open only in between); ''both'' is a deal that was open and unchanged in all three evenings, one row for both periods; ''past'' says that a deal was open, with these jobs, at the end of each period from the one that begins on first_run_day to the one that begins on last_run_day, and a row of ''both'' that has these days says so itself. Jobs are direct ones; null where none were stated, and high and realised_high also where the range has no upper end. Capex is that of today. Days are those of Europe/Brussels.';

grant execute
  on function period_deals(uuid, date, date, date, date[], timestamptz, boolean) to ancrage_service;
