create or replace function erase_contact(contact_id uuid, identifiers text[]) returns uuid[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- Fields of the contact that do not describe the person; audit entries keep them.
  kept_fields constant text[] :=
    '{id,createdAt,updatedAt,version,decisionMaker,prospectId,agencyId,enteredById,erasedAt}';
  every_identifier constant text[] := contact_identifiers(contact_id);
  entry audit_entry;
  cleared_entries uuid[] := '{}';
begin
  if not may_erase_contact(contact_id) then
    raise exception 'may not erase this contact' using errcode = 'insufficient_privilege';
  end if;

  -- Only by what the viewer knows of the person: what they do not must not show in what is redacted.
  perform redact_chosen_mentions(contact_id, identifier_pattern(
    array(select unnest(every_identifier) intersect select unnest(identifiers)), false));
  perform request_erasure(contact_id, every_identifier);

  for entry in select * from audit_entry where subject_type = 'Contact' and subject_id = contact_id loop
    perform clear_audit_values(
      entry,
      array(select key from jsonb_object_keys(entry.before) key where key <> all(kept_fields)),
      array(select key from jsonb_object_keys(entry.after) key where key <> all(kept_fields)));
    cleared_entries := cleared_entries || entry.id;
  end loop;
  update idempotency_key set digest = '' where result_id = contact_id;
  -- lines of issued summaries name participants by id; their files have the name
  perform redact_issued_forms(array(
    select distinct l.summary_id
      from weekly_line l
     where l.body -> 'participants' @> jsonb_build_array(jsonb_build_object('contact', contact_id))));
  update contact
     set name = null, job_title = null, language = null, lawful_basis = null, public_figure = false,
         erased_at = now(), updated_at = now(), version = version + 1
   where id = contact_id;
  return cleared_entries;
end $$;

comment on function erase_contact(uuid, text[]) is
  'Erases the personal data of a contact, also from its own audit trail, and redacts the mentions that the viewer has chosen; employments that the viewer may change are always among them. What other agencies hold becomes a request to their HEADs. Returns the entries of the contact that lost values; the caller lists them in the entry of the erasure (src/contact/contact.service.ts). `identifiers`: the names, addresses and numbers that the viewer sees. Raises insufficient_privilege unless the viewer sees the contact and may change it. Security definer: audit entries, append-only records and issued summaries are not the service''s to change.';

grant execute on function erase_contact(uuid, text[]) to ancrage_service;
