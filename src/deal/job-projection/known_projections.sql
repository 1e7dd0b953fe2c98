-- Which statement about the jobs of a deal counts is decided here: known_projections() says which may count,
-- projections_as_of() leaves out what had been replaced, and counted_projection() takes the first in the order
--   precedence desc, stated_on desc, recorded_at desc, id desc
-- that is: the furthest horizon, then the strongest standing (a weaker one never displaces a stronger one), then the
-- latest stated, then the latest recorded; the id decides the rest. Readers that
-- look for the statements of many deals at once sort by the same columns: counted_jobs(), week_deals() and jobsCounted()
-- in src/pipeline/jobs-on.ts. One column for all (a composite value) took 10 to 20 % more time.
-- test/counted-projection.spec.ts gives all readers the same rows and compares.
create type ranked_projection as (
  id uuid,
  deal_id uuid,
  kind text,
  horizon text,
  target_year int,
  low int,
  high int,
  standing text,
  stated_on date,
  recorded_at timestamptz,
  replaces_id uuid,
  by_id uuid,
  is_realised boolean,
  precedence int
);

comment on type ranked_projection is
  'A row of job_projection with what decides whether it counts. is_realised: jobs that exist; they are counted apart from projected ones. precedence: how far the horizon reaches, then how strong the standing is; null where is_realised, because what is realised is a count of its day, whatever its horizon.';

-- The body is standard SQL: a SQL login, which cannot look up names in the schema public, may call it, and it is inlined.
create or replace function known_projections(
  job_kind text, job_horizon text, with_rumours boolean, known_at timestamptz
) returns setof ranked_projection
language sql stable begin atomic
  select
    j.id, j.deal_id, j.kind, j.horizon, j.target_year, j.low, j.high, j.standing, j.stated_on, j.recorded_at,
    j.replaces_id, j.by_id, j.standing = 'REALISED',
    case when j.standing <> 'REALISED' then 10 * horizon_reach(j.horizon) + standing_strength(j.standing) end
  from job_projection j
  where j.kind = job_kind
    and (
      job_horizon is null
        or j.horizon = job_horizon
        or j.standing = 'REALISED'
        and horizon_reach(j.horizon) < horizon_reach(job_horizon)
    )
    and (with_rumours or j.standing <> 'RUMOURED')
    and (known_at is null or j.recorded_at <= known_at)
    and (j.withdrawn_at is null or j.withdrawn_at > known_at);
end;

comment on function known_projections(text, text, boolean, timestamptz) is
  'Returns the statements about one kind of jobs that had been recorded by an instant (null: all), replaced ones included, without those that had been withdrawn by then. With a horizon: projected jobs of exactly that horizon, and realised jobs counted towards it or a nearer one; null: every horizon. RUMOURED only with rumours. It is inlined: a condition on deal_id uses the index.';

grant execute on function known_projections(text, text, boolean, timestamptz) to ancrage_service;
