create or replace function claims_as_of(day date, known_at timestamptz) returns table (
  id uuid, deal_id uuid, prospect_id uuid, agreement_id uuid, statement text, wording text,
  wording_language text, stated_on date, stated_when_from date, stated_when_to date,
  stated_when_precision text, recorded_at timestamptz, source_kind text, source_name text, source_medium text,
  source_published_on date, source_address text, standing text, reliability text, credibility int,
  disputes_id uuid, corrects_id uuid, disputes_destination_id uuid, by_id uuid, created_at timestamptz
)
language sql stable as $$
  select
    c.id, c.deal_id, c.prospect_id, c.agreement_id, c.statement, c.wording, c.wording_language, c.stated_on,
    c.stated_when_from, c.stated_when_to, c.stated_when_precision, c.recorded_at, c.source_kind,
    c.source_name, c.source_medium, c.source_published_on, c.source_address, g.standing, g.reliability,
    g.credibility, c.disputes_id, c.corrects_id, c.disputes_destination_id, c.by_id, c.created_at
  from claim c
    cross join lateral (
      select x.standing, x.reliability, x.credibility
      from claim_grading x
      where x.claim_id = c.id
        and x.recorded_at <= claims_as_of.known_at
        and (x.ordinal = 1 or (x.graded_on <= claims_as_of.day) is not false)
        and not exists (
          select 1 from claim_grading r where r.replaces_id = x.id and r.recorded_at <= claims_as_of.known_at
        )
      order by x.graded_on desc, x.ordinal desc
      limit 1
    ) g
  where c.recorded_at <= claims_as_of.known_at
    and (c.stated_on <= claims_as_of.day) is not false
    and (c.withdrawn_at is null or c.withdrawn_at > claims_as_of.known_at)
$$;

comment on function claims_as_of(date, timestamptz) is
  'Returns the claims that had been stated by the end of a day (null: no limit), with the grade that counted then, as far as was recorded by an instant. The same order of gradings: update_claim_grade(). Only claims that the viewer sees.';

grant execute on function claims_as_of(date, timestamptz) to ancrage_service;
