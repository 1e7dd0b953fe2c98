create or replace function counted_jobs(
  kind text, horizon text, rumours boolean, day date, known timestamptz
) returns table (deal_id uuid, low int, high int)
language sql stable as $$
  select distinct on (j.deal_id) j.deal_id, j.low, j.high
  from job_projection j
  where j.kind = counted_jobs.kind
    and (counted_jobs.horizon is null or j.horizon = counted_jobs.horizon)
    and j.standing <> 'REALISED'
    and (counted_jobs.rumours or j.standing <> 'RUMOURED')
    and j.stated_on <= counted_jobs.day
    and j.recorded_at <= counted_jobs.known
    and not exists (
      select 1
      from job_projection r
      where r.replaces_id = j.id and r.stated_on <= counted_jobs.day and r.recorded_at <= counted_jobs.known
    )
  order by
    j.deal_id,
    array_position('{INITIAL,MEDIUM_TERM,FULL}'::text[], j.horizon) desc,
    j.stated_on desc, j.recorded_at desc, j.id desc
$$;

grant execute on function counted_jobs(text, text, boolean, date, timestamptz) to ancrage_service;
