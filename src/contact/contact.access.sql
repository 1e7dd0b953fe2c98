-- Viewers see contacts that have no prospect or whose prospect they see. They add contacts for their own
-- agency, and change those that they see; each may name only a prospect that they see. A row is never
-- removed: an erasure empties it.
comment on table contact is 'A person at a prospect or an agency, or on their own.';
comment on column contact.name is 'Null once the contact was erased.';
comment on column contact.prospect_id is 'The prospect for which the person works; null: none.';
comment on column contact.agency_id is 'The agency for which the person works; null: none.';
comment on column contact.phones is 'Telephone numbers in international form, with + and the country code.';
comment on column contact.language is 'Language in which to address the person; null: unknown.';
comment on column contact.decision_maker is 'Whether the person decides for their organisation.';
comment on column contact.lawful_basis is
  'Why the data may be processed (GDPR, article 6); null: not recorded.';
comment on column contact.erased_at is 'When the personal data was erased; null: it was not.';
comment on column contact.entered_by_id is
  'Agency that entered the contact and reviews it after the retention period.';
comment on column contact.acl is 'Set by set_contact_access(); acl_tokens_of() explains tokens.';

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
  using (
    acl &&& (select viewer_acl_tokens()) and (select viewer_agency()) = any(editing_agencies('Contact', id))
  ) with check (prospect_id is null or (exists (select from prospect p where p.id = contact.prospect_id)));
