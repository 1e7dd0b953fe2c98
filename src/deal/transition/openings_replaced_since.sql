create or replace function openings_replaced_since(known_at timestamptz) returns table (
  deal_id uuid, opened_on date
)
language sql stable as $$
  select distinct on (t.deal_id) t.deal_id, t.effective_on
  from (
    select distinct x.deal_id
    from transition_correction c join transition x on x.id = c.transition_id
    where c.recorded_at > openings_replaced_since.known_at
      and x.recorded_at <= openings_replaced_since.known_at
      and x.from_stage is null
  ) d
    join transition t on t.deal_id = d.deal_id
      and t.from_stage is null
      and t.recorded_at <= openings_replaced_since.known_at
  where not exists (
    select 1
    from transition_correction c
    where c.transition_id = t.id and c.recorded_at <= openings_replaced_since.known_at
  )
  order by t.deal_id, coalesce(t.place, t.ordinal)
$$;

comment on function openings_replaced_since(timestamptz) is
  'Returns the day on which deals were opened, as known at an instant, of those where it was corrected since; of other deals, the present day was the same. Only deals that the viewer sees, at least masked.';

grant execute on function openings_replaced_since(timestamptz) to ancrage_service;
