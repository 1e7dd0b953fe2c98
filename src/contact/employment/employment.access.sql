-- Viewers who see the contact, and the prospect of an employment, see it. The ACL of an employment at an organisation
-- that shows its contact is part of the ACL of the contact (contact_acl), so the contact is looked up only for others.
-- Viewers add employments of contacts that they may change, at a prospect that they see, and change those that they may
-- change (editing_agencies). None is removed: it ends, and an erasure empties it.
comment on table employment is 'Where a contact works or worked: at a prospect, at an agency or at neither.';
comment on column employment.prospect_id is 'Null: at an agency or at neither. Never changed.';
comment on column employment.agency_id is 'Null: at a prospect or at neither. Never changed.';
comment on column employment.phones is
  'Telephone numbers in E.164, with `;ext=` and the extension if there is one (RFC 3966).';
comment on column employment.from_from is 'First possible day; with _to and _precision a partial date.';
comment on column employment.until_from is
  'First possible day of the end; with _to and _precision a partial date. Null: it has not ended.';
comment on column employment.shows_contact is
  'Whether those who see the employment see the contact. False where the contact was moved there: it keeps the access of its earlier employments.';
comment on column employment.is_main is
  'Whether it is the one that the fields of the contact show; set by sync_contact_with_employment().';
comment on column employment.acl is 'Set by set_employment_access(); acl_tokens_of() explains tokens.';

call enable_rls('employment');

grant select, insert, update (
  job_title, emails, phones, from_from, from_to, from_precision, until_from, until_to, until_precision,
  shows_contact, updated_at, version
) on employment to ancrage_service;

create policy viewer_sees on employment for select to public
  using (
    acl &&& (select viewer_acl_tokens())
    and (
      (shows_contact and num_nonnulls(prospect_id, agency_id) = 1)
        or (exists (select 1 from contact c where c.id = employment.contact_id))
    )
  );

create policy viewer_adds on employment for insert to ancrage_service
  with check (
    can_change_subject('Contact', contact_id)
    and (prospect_id is null or (exists (select from prospect p where p.id = employment.prospect_id)))
  );

create policy viewer_edits on employment for update to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens())
    and (
      (shows_contact and num_nonnulls(prospect_id, agency_id) = 1)
        or (exists (select 1 from contact c where c.id = employment.contact_id))
    )
    and (select viewer_agency()) = any(editing_agencies('Employment', id))
  ) with check (true);
