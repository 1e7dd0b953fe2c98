create or replace function projections_as_of(
  job_kind text, job_horizon text, with_rumours boolean, day date, known_at timestamptz
) returns setof ranked_projection
language sql stable begin atomic
  select p.*
  from known_projections(job_kind, job_horizon, with_rumours, known_at) p
  where (day is null or p.stated_on <= day)
    and not exists (
      select 1
      from job_projection r
      where r.replaces_id = p.id
        and (day is null or r.stated_on <= day)
        and (known_at is null or r.recorded_at <= known_at)
        and (r.withdrawn_at is null or r.withdrawn_at > known_at)
    );
end;

comment on function projections_as_of(text, text, boolean, date, timestamptz) is
  'Returns the statements of known_projections() that held at the end of a day, as far as was recorded by an instant (null for either: no limit). A statement that replaces another one does so from the day on which it was stated and the instant at which it was recorded, whatever kind of jobs it is about, and until it is withdrawn. week_deals() needs several days at once and finds by itself what was replaced.';

grant execute on function projections_as_of(text, text, boolean, date, timestamptz) to ancrage_service;
