call enable_rls('contact');
grant select, insert, update (
  name, job_title, prospect_id, agency_id, emails, phones, language, decision_maker, lawful_basis, erased_at,
  updated_at, version
) on contact to ancrage_service;
create policy viewer_sees on contact for select to public using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on contact for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and entered_by_id = (select viewer_agency())
    and (prospect_id is null or (exists (select from prospect p where p.id = contact.prospect_id)))
  );
create policy viewer_edits on contact for update to ancrage_service
  using (acl &&& (select viewer_acl_tokens()))
  with check (prospect_id is null or (exists (select from prospect p where p.id = contact.prospect_id)));
