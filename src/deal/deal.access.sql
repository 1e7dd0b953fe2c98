-- Viewers with a token of masked_acl see the row, those with one of full_acl change it. A viewer opens deals
-- that the own agency leads. None is removed. Only triggers change the lead agency and the access keys.

comment on table deal is
  'One investment project. What identifies it (title, description, prospect) is in deal_identity, so that viewers who see it masked get its code name only.';
comment on column deal.reference is
  'Region, year of opening and number, such as WAL-2018-0003; never used again.';
comment on column deal.code_name is 'Name for viewers who see the deal masked.';
comment on column deal.sector is
  'NACE Rev. 2 section (a letter) or division (two digits); null if not stated.';
comment on column deal.capex_low is 'At least; null if not stated.';
comment on column deal.capex_high is 'At most; null if no maximum is stated.';
comment on column deal.capex_unknown is 'It is stated that the capex is unknown.';
comment on column deal.jobs_unknown is 'It is stated that the number of jobs is unknown.';
comment on column deal.no_competing_locations is 'It is stated that no other location competes.';
comment on column deal.expected_decision_from is
  'First possible day; with _to and _precision a partial date.';
comment on column deal.next_review is 'Day on which to look at the deal again.';
comment on column deal.lead_agency_id is 'The agency with the role LEAD in deal_team now; set by triggers.';
comment on column deal.officer_id is 'User who works on the deal; null if none is assigned.';
comment on column deal.opened_on is 'Day of the opening, in Europe/Brussels.';
comment on column deal.stage_since is 'Day on which the deal came to its stage.';
comment on column deal.resume_stage is
  'Stage in which a paused or ended deal resumes; null while it is open.';
comment on column deal.masked_acl is
  'Access key by deal_masked_acl(): a viewer with one of these tokens sees the deal, at least masked.';
comment on column deal.full_acl is
  'Access key by deal_full_acl(): a viewer with one of these tokens sees the deal in full.';

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
