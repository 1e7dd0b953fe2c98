create or replace function stage_as_of(day date, known timestamptz) returns table (
  deal_id uuid, stage text, since date
)
language sql stable as $$
  with
    moved as materialized (
      select t.deal_id
      from transition t
      where t.effective_on > stage_as_of.day or t.recorded_at > stage_as_of.known
      union
      select c.deal_id
      from transition_correction c
      where c.recorded_at > stage_as_of.known
    )
  select d.id, d.stage, d.stage_since
  from deal d
  where not exists (select 1 from moved m where m.deal_id = d.id)
  union all
  select m.deal_id, s.to_stage, s.effective_on
  from moved m,
    lateral (
      select t.to_stage, t.effective_on
      from transition t
      where t.deal_id = m.deal_id
        and t.effective_on <= stage_as_of.day
        and t.recorded_at <= stage_as_of.known
        and not exists (
          select 1
          from transition_correction c
          where c.transition_id = t.id and c.recorded_at <= stage_as_of.known
        )
      order by coalesce(t.place, t.ordinal) desc
      limit 1
    ) s
$$;

comment on function stage_as_of(date, timestamptz) is
  'NOT IN walks the whole set for each row once the set is too large for work_mem; what does not exist is found by hashing, in parts if need be.';

grant execute on function stage_as_of(date, timestamptz) to ancrage_service;
