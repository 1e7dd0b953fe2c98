call enable_rls('deal');
grant select, insert, update (
  code_name, sector, activity, type, origin, capex_low, capex_high, capex_currency, capex_unknown,
  jobs_unknown, no_competing_locations, expected_decision_from, expected_decision_to,
  expected_decision_precision, next_review, confidentiality, officer_id, opened_on, stage, stage_since,
  resume_stage, updated_at, version
) on deal to ancrage_service;
create policy viewer_sees on deal for select to public using (masked_acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on deal for insert to ancrage_service
  with check ((select viewer_id()) is not null and lead_agency_id = (select viewer_agency()));
create policy viewer_edits on deal for update to ancrage_service
  using (full_acl &&& (select viewer_acl_tokens())) with check (true);
