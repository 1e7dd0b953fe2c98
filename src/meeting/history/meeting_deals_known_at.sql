create or replace function meeting_deals_known_at(known_at timestamptz) returns table (
  meeting_id uuid, deal_id uuid
)
language sql stable as $$
  select l.meeting_id, l.deal_id
  from meeting_deal l
  where l.known_since <= meeting_deals_known_at.known_at
  union all
  select h.meeting_id, h.deal_id
  from meeting_deal_history h
  where h.known_since <= meeting_deals_known_at.known_at and h.replaced_at > meeting_deals_known_at.known_at
$$;

comment on function meeting_deals_known_at(timestamptz) is
  'Returns which deals the meetings were about, as recorded at an instant. PostgreSQL inlines it. Only links that the viewer sees.';

grant execute on function meeting_deals_known_at(timestamptz) to ancrage_service;
