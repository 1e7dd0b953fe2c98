create or replace function stage_probabilities(day date, known_at timestamptz) returns table (
  code text, probability int
)
language sql stable rows 9 as $$
  select
    s.code,
    coalesce(
      (
        -- the first that was replaced after the day or the instant
        select h.probability
        from deal_stage_history h
        where h.code = s.code
          and (
            h.replaced_at > stage_probabilities.known_at
              or h.replaced_at >= (stage_probabilities.day + 1)::timestamp at time zone 'Europe/Brussels'
          )
        order by h.ordinal
        limit 1
      ),
      s.probability
    )
  from deal_stage s
$$;

comment on function stage_probabilities(date, timestamptz) is
  'Returns the probability of each stage, in per cent, at the end of a day in Europe/Brussels, as known at an instant. A probability holds from the instant at which it was set; the first one holds before it, too.';

grant execute on function stage_probabilities(date, timestamptz) to ancrage_service;
