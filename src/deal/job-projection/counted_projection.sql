create or replace function counted_projection(
  deal_id uuid, job_kind text, job_horizon text, with_rumours boolean, realised boolean, day date,
  known_at timestamptz
) returns setof ranked_projection
language sql stable begin atomic
  select p.*
  from projections_as_of(job_kind, job_horizon, with_rumours, day, known_at) p
  where p.deal_id = counted_projection.deal_id and p.is_realised = realised
  order by p.precedence desc, p.stated_on desc, p.recorded_at desc, p.id desc
  limit 1;
end;

comment on function counted_projection(uuid, text, text, boolean, boolean, date, timestamptz) is
  'Returns the one statement about the jobs of a deal that counts at the end of a day, as far as was recorded by an instant (null for either: no limit): the projected jobs, or the realised ones. No row where nothing was stated. The other parameters are those of known_projections().';

grant execute
  on function counted_projection(uuid, text, text, boolean, boolean, date, timestamptz) to ancrage_service;
