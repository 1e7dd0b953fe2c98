create or replace function deal_prospects_known_at(known_at timestamptz) returns table (
  deal_id uuid, prospect_id uuid
)
language sql stable as $$
  select i.deal_id, i.prospect_id
  from deal_identity i
  where not exists (
    select 1
    from deal_identity_history h
    where h.deal_id = i.deal_id
      and h.known_since <= deal_prospects_known_at.known_at
      and h.replaced_at > deal_prospects_known_at.known_at
  )
  union all
  select h.deal_id, h.prospect_id
  from deal_identity_history h
  where h.known_since <= deal_prospects_known_at.known_at and h.replaced_at > deal_prospects_known_at.known_at
$$;

comment on function deal_prospects_known_at(timestamptz) is
  'Returns the company of each deal, as recorded at an instant. PostgreSQL inlines it: a condition on the company in a lateral subquery uses the indexes of both tables. Only deals that the viewer sees in full.';

grant execute on function deal_prospects_known_at(timestamptz) to ancrage_service;
