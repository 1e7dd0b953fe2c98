create or replace function counted_jobs(
  job_kind text, job_horizon text, with_rumours boolean, day date, known_at timestamptz
) returns table (deal_id uuid, low int, high int, standing text, stated_on date)
language sql stable as $$
  select distinct on (p.deal_id) p.deal_id, p.low, p.high, p.standing, p.stated_on
  from projections_as_of(job_kind, job_horizon, with_rumours, day, known_at) p
  where not p.is_realised
  order by p.deal_id, p.precedence desc, p.stated_on desc, p.recorded_at desc, p.id desc
$$;

comment on function counted_jobs(text, text, boolean, date, timestamptz) is
  'Returns the projected jobs of each deal by the one statement that counts: counted_projection() for all deals at once. No row for a deal without one. High is null where the range has no upper end.';

grant execute on function counted_jobs(text, text, boolean, date, timestamptz) to ancrage_service;
