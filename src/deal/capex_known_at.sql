create or replace function capex_known_at(known timestamptz) returns table (
  deal_id uuid, low numeric, high numeric, currency text
)
language sql stable as $$
  select distinct on (b.deal_id) b.deal_id, b.low, b.high, b.currency
  from capex_history b
  where b.replaced_at > capex_known_at.known
  order by b.deal_id, b.ordinal
$$;

comment on function capex_known_at(timestamptz) is
  'of the deals whose capex has been stated anew since: what was known of it, null where nothing was';

grant execute on function capex_known_at(timestamptz) to ancrage_service;
