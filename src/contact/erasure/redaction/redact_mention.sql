create or replace function redact_mention(m erasure_mention, name_pattern text) returns uuid[]
language plpgsql set search_path = public, pg_temp as $$
declare
  cleared_entries uuid[] := '{}';
begin
  if m.field = 'history' then
    cleared_entries := array_remove(array[redact_audit_entry(m.place::uuid, name_pattern)], null);
  elsif m.subject_type = 'Employment' then
    cleared_entries := redact_employment(m.subject_id);
  elsif m.subject_type = 'IssuedSummary' then
    perform redact_issued_summary(m.subject_id, m.field, m.place, name_pattern);
  elsif m.subject_type = 'Export' then
    perform delete_export_content(array[m.subject_id]);
    update export set question = null where id = m.subject_id;
  elsif m.subject_type = 'SavedQuestion' then
    delete from saved_question where id = m.subject_id;
  else
    perform redact_free_text(m, name_pattern);
  end if;
  update erasure_mention e set redacted = true where e.id = m.id;
  return cleared_entries;
end $$;

comment on function redact_mention(erasure_mention, text) is
  'Redacts one chosen mention of a person: replaces the name in a free text or issued summary by […], clears the values of an audit entry, deletes the content of an export, empties an employment, or deletes a saved question. Returns the audit entries that lost values. Not granted to the service: redact_chosen_mentions() calls it.';
