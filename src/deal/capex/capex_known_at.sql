create or replace function capex_known_at(known_at timestamptz) returns table (
  deal_id uuid, low numeric, high numeric, currency text
)
language sql stable as $$
  select distinct on (b.deal_id) b.deal_id, b.low, b.high, b.currency
  from capex_history b
  where b.replaced_at > capex_known_at.known_at
  order by b.deal_id, b.ordinal
$$;

comment on function capex_known_at(timestamptz) is
  'Returns the capex that was recorded at an instant, of the deals whose capex has changed since; null amounts where it was not stated. Of other deals, the present capex was the same. Only deals that the viewer sees, at least masked.';

grant execute on function capex_known_at(timestamptz) to ancrage_service;
