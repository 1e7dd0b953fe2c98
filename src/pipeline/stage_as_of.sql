create or replace function stage_as_of(day date, known_at timestamptz) returns table (
  deal_id uuid, stage text, since date
)
language sql stable as $$
  with
    -- deals that moved after that day, or whose moves or corrections were recorded after that instant
    moved_deal as materialized (
      select t.deal_id
      from transition t
      where t.effective_on > stage_as_of.day or t.recorded_at > stage_as_of.known_at
      union
      select c.deal_id
      from transition_correction c
      where c.recorded_at > stage_as_of.known_at
    )
  select d.id, d.stage, d.stage_since
  from deal d
    -- hashed; not in would scan the set for each row once it exceeds work_mem
  where not exists (select 1 from moved_deal m where m.deal_id = d.id)
  union all
  -- the last valid move by then
  select m.deal_id, s.to_stage, s.effective_on
  from moved_deal m,
    lateral (
      select t.to_stage, t.effective_on
      from transition t
      where t.deal_id = m.deal_id
        and t.effective_on <= stage_as_of.day
        and t.recorded_at <= stage_as_of.known_at
        and not exists (
          select 1
          from transition_correction c
          where c.transition_id = t.id and c.recorded_at <= stage_as_of.known_at
        )
      order by coalesce(t.place, t.ordinal) desc
      limit 1
    ) s
$$;

comment on function stage_as_of(date, timestamptz) is
  'Returns the stage of each deal at the end of a day and the day since which it had been in it, as known at an instant. No row for a deal that was not yet recorded. The same rule: stagesAsOfSql() in src/pipeline/scoped-deals.ts.';

grant execute on function stage_as_of(date, timestamptz) to ancrage_service;
