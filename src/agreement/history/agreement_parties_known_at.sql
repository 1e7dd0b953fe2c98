create or replace function agreement_parties_known_at(known_at timestamptz) returns table (
  id uuid, agreement_id uuid, prospect_id uuid, agency_id uuid, name text
)
language sql stable as $$
  select p.id, p.agreement_id, p.prospect_id, p.agency_id, p.name
  from agreement_party p
  where p.known_since <= agreement_parties_known_at.known_at
  union all
  select h.id, h.agreement_id, h.prospect_id, h.agency_id, h.name
  from agreement_party_history h
  where h.known_since <= agreement_parties_known_at.known_at
    and h.replaced_at > agreement_parties_known_at.known_at
$$;

comment on function agreement_parties_known_at(timestamptz) is
  'Returns the parties of the agreements, as recorded at an instant. PostgreSQL inlines it. Only those that the viewer sees.';

grant execute on function agreement_parties_known_at(timestamptz) to ancrage_service;
