create or replace function erase_contact(contact_id uuid, redact boolean) returns uuid[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- Fields of the contact that do not describe the person; audit entries keep them.
  kept_fields constant text[] :=
    '{id,createdAt,updatedAt,version,decisionMaker,prospectId,agencyId,enteredById,erasedAt}';
  full_name_pattern text := fold(contact_name_pattern(contact_id, true));
  name_pattern text := fold(contact_name_pattern(contact_id, false));
  viewer "user";
  entry audit_entry;
  before_keys text[];
  after_keys text[];
  cleared_entries uuid[] := '{}';
begin
  select * into viewer from "user" where id = viewer_id();
  if not exists (
       select from contact where id = contact_id and erased_at is null and acl &&& viewer_acl_tokens())
     or not coalesce(viewer.role = 'HEAD' or viewer.role = 'OFFICER' and not redact, false) then
    raise exception 'may not erase this contact' using errcode = 'insufficient_privilege';
  end if;

  -- List where free texts name the person, and redact them if wanted.
  insert into erasure_mention (id, contact_id, subject_type, subject_id, field, redacted)
  select new_uuid_v7(), contact_id, m.subject_type, m.subject_id, m.field, redact
    from (select distinct subject_type, subject_id, field from mentions_of_contact(contact_id)) m;
  if redact then
    perform redact_mentions(contact_id);
  end if;

  -- Clear the values of the contact's own audit entries; to redact, also those of other entries that name the
  -- person.
  for entry in
    select * from audit_entry
     where subject_type = 'Contact' and subject_id = contact_id
        or redact and fold(concat(before, after)) ~ full_name_pattern
  loop
    before_keys := array(
      select key from jsonb_each(entry.before)
       where case when entry.subject_id = contact_id then key <> all(kept_fields)
                  else fold(value #>> '{}') ~ full_name_pattern end);
    after_keys := array(
      select key from jsonb_each(entry.after)
       where case when entry.subject_id = contact_id then key <> all(kept_fields)
                  else fold(value #>> '{}') ~ full_name_pattern end);
    if before_keys || after_keys <> '{}' then
      perform clear_audit_values(entry, before_keys, after_keys);
      cleared_entries := cleared_entries || entry.id;
    end if;
  end loop;

  update idempotency_key set digest = '' where result_id = contact_id;
  update contact
     set name = null, job_title = null, emails = '{}', phones = '{}', language = null, lawful_basis = null,
         erased_at = now(), updated_at = now(), version = version + 1
   where id = contact_id;

  -- A text that still names the person, by a single name for example, was not redacted.
  update erasure_mention m set redacted = false
   where m.contact_id = erase_contact.contact_id and redact
     and exists (select from texts_with_mention(name_pattern, m.contact_id) t
                  where (t.subject_type, t.subject_id, t.field) = (m.subject_type, m.subject_id, m.field));
  return cleared_entries;
end $$;

comment on function erase_contact(uuid, boolean) is
  'Erases the personal data of a contact, also from the audit trail, and with `redact` the full names, addresses and numbers from every free text. Returns the audit entries that lost values; the caller lists them in the entry of the erasure (src/contact/contact.service.ts). Raises insufficient_privilege unless the viewer sees the contact and is a HEAD, or an OFFICER who does not redact. Security definer: clears entries and texts that the viewer may not see.';

grant execute on function erase_contact(uuid, boolean) to ancrage_service;
