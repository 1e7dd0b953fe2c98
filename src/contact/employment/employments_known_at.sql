create or replace function employments_known_at(known_at timestamptz) returns table (
  id uuid, contact_id uuid, prospect_id uuid, agency_id uuid, is_main boolean
)
language sql stable as $$
  select e.id, e.contact_id, e.prospect_id, e.agency_id, e.is_main
  from employment e
  where e.created_at <= employments_known_at.known_at
    and not exists (
      select 1
      from employment_history h
      where h.employment_id = e.id
        and h.known_since <= employments_known_at.known_at
        and h.replaced_at > employments_known_at.known_at
    )
  union all
  select h.employment_id, h.contact_id, h.prospect_id, h.agency_id, h.is_main
  from employment_history h join employment e on e.id = h.employment_id
  where e.created_at <= employments_known_at.known_at
    and h.known_since <= employments_known_at.known_at
    and h.replaced_at > employments_known_at.known_at
$$;

comment on function employments_known_at(timestamptz) is
  'Returns the employments as they were recorded at an instant. PostgreSQL inlines it. Not granted to the service: missing_facts_known_at() reads it as the owner.';
