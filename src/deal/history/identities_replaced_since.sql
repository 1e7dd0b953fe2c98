create or replace function identities_replaced_since(known_at timestamptz) returns table (
  deal_id uuid, title text, prospect_id uuid
)
language sql stable as $$
  select h.deal_id, h.title, h.prospect_id
  from deal_identity_history h
  where h.known_since <= identities_replaced_since.known_at
    and h.replaced_at > identities_replaced_since.known_at
$$;

comment on function identities_replaced_since(timestamptz) is
  'Returns the title and company that were recorded for deals at an instant, of those where they were edited since; of other deals, the present ones were the same. PostgreSQL inlines it. Only deals that the viewer sees in full and could see then.';

grant execute on function identities_replaced_since(timestamptz) to ancrage_service;
