create or replace function weekly_claim_body(t claim, day date, known_at timestamptz) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'deal', t.deal_id,
    'about', coalesce(
      (select p.name from prospect p where p.id = t.prospect_id),
      (select a.title from agreements_known_at(weekly_claim_body.known_at) a where a.id = t.agreement_id)
    ),
    'statement', t.statement, 'wording', t.wording, 'wordingLanguage', t.wording_language, 'on', t.stated_on,
    'when', case
      when t.stated_when_precision <> 'DAY' then jsonb_build_object(
        'from', t.stated_when_from, 'to', t.stated_when_to, 'precision', t.stated_when_precision
      )
    end,
    'standing', g.standing, 'grade', g.reliability || g.credibility,
    'source', jsonb_build_object('kind', t.source_kind, 'name', t.source_name, 'medium', t.source_medium)
  )
  from claim_grading g
  where g.claim_id = t.id
    and g.graded_on <= weekly_claim_body.day
    and g.recorded_at <= weekly_claim_body.known_at
    and not exists (
      select 1 from claim_grading o where o.replaces_id = g.id and o.recorded_at <= weekly_claim_body.known_at
    )
  order by g.graded_on desc, g.ordinal desc
  limit 1
$$;

comment on function weekly_claim_body(claim, date, timestamptz) is
  'Returns a claim as a line of a weekly summary (ClaimDto in src/weekly/content.ts), with the standing and the grade that counted at the end of a day, as known at an instant. The same grading: weekly_events().';

grant execute on function weekly_claim_body(claim, date, timestamptz) to ancrage_service;
