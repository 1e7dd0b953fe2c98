create or replace function agreement_deals_known_at(known_at timestamptz) returns table (
  agreement_id uuid, deal_id uuid
)
language sql stable as $$
  select l.agreement_id, l.deal_id
  from agreement_deal l
  where l.known_since <= agreement_deals_known_at.known_at
  union all
  select h.agreement_id, h.deal_id
  from agreement_deal_history h
  where h.known_since <= agreement_deals_known_at.known_at
    and h.replaced_at > agreement_deals_known_at.known_at
$$;

comment on function agreement_deals_known_at(timestamptz) is
  'Returns which deals the agreements were about, as recorded at an instant. PostgreSQL inlines it. Only links that the viewer sees.';

grant execute on function agreement_deals_known_at(timestamptz) to ancrage_service;
