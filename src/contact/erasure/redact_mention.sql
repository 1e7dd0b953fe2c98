create or replace function redact_mention(m erasure_mention, name_pattern text) returns uuid
language plpgsql set search_path = public, pg_temp as $$
declare
  cleared_entry uuid;
begin
  if m.field = 'history' then
    cleared_entry := redact_audit_entry(m.place::uuid, name_pattern);
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
  return cleared_entry;
end $$;

comment on function redact_mention(erasure_mention, text) is
  'Redacts one chosen mention of a person: replaces the name in a free text or issued summary by […], clears the values of an audit entry, deletes the content of an export, or deletes a saved question. Returns the audit entry that lost values, or null. Not granted to the service: redact_chosen_mentions() calls it.';
