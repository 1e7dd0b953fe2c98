create or replace function openings_replaced_since(known_at timestamptz) returns table (
  deal_id uuid, opened_on date
)
language sql stable as $$
  select t.deal_id, t.effective_on
  from transition_correction c join transition t on t.id = c.transition_id
  where c.recorded_at > openings_replaced_since.known_at
    and t.recorded_at <= openings_replaced_since.known_at
    and t.from_stage is null
$$;

comment on function openings_replaced_since(timestamptz) is
  'Returns the day on which deals were opened, as known at an instant, of those where it was corrected since; of other deals, the present day was the same. Only deals that the viewer sees, at least masked.';

grant execute on function openings_replaced_since(timestamptz) to ancrage_service;
