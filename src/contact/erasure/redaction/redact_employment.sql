create or replace function redact_employment(employment_id uuid) returns uuid[]
language plpgsql set search_path = public, pg_temp as $$
declare
  erased_fields constant text[] := '{jobTitle,emails,phones}';
  entry audit_entry;
  cleared_entries uuid[] := '{}';
begin
  for entry in
    select * from audit_entry a
     where a.subject_type = 'Employment' and a.subject_id = employment_id
       and (a.before ?| erased_fields or a.after ?| erased_fields)
  loop
    perform clear_audit_values(
      entry,
      array(select key from jsonb_object_keys(entry.before) key where key = any(erased_fields)),
      array(select key from jsonb_object_keys(entry.after) key where key = any(erased_fields)));
    cleared_entries := cleared_entries || entry.id;
  end loop;
  delete from meeting_participant_text t using meeting_participant p
   where p.id = t.participant_id and p.employment_id = redact_employment.employment_id;
  update idempotency_key set digest = '' where result_id = employment_id;
  update employment e
     set job_title = null, emails = '{}', phones = '{}', updated_at = now(), version = version + 1
   where e.id = employment_id;
  return cleared_entries;
end $$;

comment on function redact_employment(uuid) is
  'Empties an employment of an erased person, also in its audit trail and among the participants of meetings; organisation and dates stay. Returns the audit entries that lost values. Not granted to the service: redact_mention() calls it.';
