create or replace function weekly_claim_body(t claim, standing text) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'deal', t.deal_id,
    'about', coalesce(
      (select p.name from prospect p where p.id = t.prospect_id),
      (select a.title from agreement a where a.id = t.agreement_id)
    ),
    'statement', t.statement, 'wording', t.wording, 'wordingLanguage', t.wording_language, 'on', t.stated_on,
    'standing', coalesce(standing, t.standing), 'grade', t.reliability || t.credibility,
    'source', jsonb_build_object('kind', t.source_kind, 'name', t.source_name)
  )
$$;

comment on function weekly_claim_body(claim, text) is
  'Returns a claim as a line of a weekly summary (ClaimDto in src/weekly/content.ts). standing: that of the week; null: that of today.';

grant execute on function weekly_claim_body(claim, text) to ancrage_service;
