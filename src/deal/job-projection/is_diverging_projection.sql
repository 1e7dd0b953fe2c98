create or replace function is_diverging_projection(projection_id uuid) returns boolean
language sql stable as $$
  select exists (
    select 1
    from job_projection s
    where s.deal_id = p.deal_id
      and s.kind = p.kind
      and s.horizon = p.horizon
      and s.withdrawn_at is null
      and standing_strength(s.standing) > standing_strength(p.standing)
      and (s.stated_on, s.recorded_at) <= (p.stated_on, p.recorded_at)
      and (s.low, s.high) is distinct from (p.low, p.high)
      and not exists (select 1 from job_projection r where r.replaces_id = s.id and r.withdrawn_at is null)
  )
    and not exists (select 1 from job_projection r where r.replaces_id = p.id and r.withdrawn_at is null)
  from job_projection p
  where p.id = is_diverging_projection.projection_id and p.withdrawn_at is null
$$;

comment on function is_diverging_projection(uuid) is
  'Returns whether a statement about jobs says something else than an earlier, stronger one of the same kind and horizon, which still counts (known_projections). Null for a withdrawn statement. Replaced and withdrawn statements diverge from nothing.';

grant execute on function is_diverging_projection(uuid) to ancrage_service;
