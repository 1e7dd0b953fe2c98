-- The same rule as in current_projections.sql.
create or replace function current_projections_as_of(day date, known_at timestamptz) returns table (id uuid)
language sql stable as $$
  select distinct on (j.deal_id, j.kind, j.standing = 'REALISED', case when j.standing <> 'REALISED' then j.horizon end)
    j.id
  from job_projection j
  where j.recorded_at <= current_projections_as_of.known_at
    and (j.stated_on <= current_projections_as_of.day) is not false
    and (j.withdrawn_at is null or j.withdrawn_at > current_projections_as_of.known_at)
    and not exists (
      select 1
      from job_projection r
      where r.replaces_id = j.id
        and r.recorded_at <= current_projections_as_of.known_at
        and (r.stated_on <= current_projections_as_of.day) is not false
        and (r.withdrawn_at is null or r.withdrawn_at > current_projections_as_of.known_at)
    )
  order by
    j.deal_id, j.kind, j.standing = 'REALISED',
    case when j.standing <> 'REALISED' then j.horizon end,
    standing_strength(j.standing) desc, j.stated_on desc, j.recorded_at desc, j.id desc
$$;

comment on function current_projections_as_of(date, timestamptz) is
  'Returns the statements about jobs that were current at the end of a day (null: no limit), as far as was recorded by an instant: current_projections() of a past day.';

grant execute on function current_projections_as_of(date, timestamptz) to ancrage_service;
