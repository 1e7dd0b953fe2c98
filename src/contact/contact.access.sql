-- Viewers see contacts by contact_acl(): those with an employment that they see, and those of their agency. They add
-- contacts for their own agency, and change those that they see and that editing_agencies() allows. A row is
-- never removed: an erasure empties it.
comment on table contact is 'A person; where they work is in employment.';
comment on column contact.name is 'Null once the contact was erased.';
comment on column contact.job_title is
  'Of a public figure only, for viewers who do not see the employment; set by sync_contact_with_employment().';
comment on column contact.public_figure is
  'Whether every user may see name and job title, as long as no employment is at a prospect.';
comment on column contact.language is 'Language in which to address the person; null: unknown.';
comment on column contact.decision_maker is 'Whether the person decides for their organisation.';
comment on column contact.lawful_basis is
  'Why the data may be processed (GDPR, article 6); null: not recorded.';
comment on column contact.erased_at is 'When the personal data was erased; null: it was not.';
comment on column contact.entered_by_id is
  'Agency that entered the contact and reviews it after the retention period.';
comment on column contact.acl is 'Set by contact_acl(); acl_tokens_of() explains tokens.';

call enable_rls('contact');

grant select, insert, update (
  name, language, decision_maker, lawful_basis, public_figure, erased_at, updated_at, version
) on contact to ancrage_service;

create policy viewer_sees on contact for select to public using (acl &&& (select viewer_acl_tokens()));

create policy viewer_adds on contact for insert to ancrage_service
  with check ((select viewer_id()) is not null and entered_by_id = (select viewer_agency()));

create policy viewer_edits on contact for update to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens()) and (select viewer_agency()) = any(editing_agencies('Contact', id))
  ) with check (true);
