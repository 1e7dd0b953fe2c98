create or replace function redact_issued_forms(summaries uuid[]) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  redacted_ids uuid[];
begin
  -- read by refuse_issued_summary_change()
  perform set_config('ancrage.redaction', 'on', true);
  -- first the summaries: their locks wait for files that are being stored
  with
    redacted as (
      update weekly_summary n
         set forms_redacted = n.forms_redacted + 1
       where exists (
         select 1
           from weekly_summary s
          where s.id = any(summaries) and s.agency_id = n.agency_id and s.week = n.week
            -- the next revision shows what differs from this one
            and n.revision between s.revision and s.revision + 1)
      returning n.id
    )
  select array_agg(id) into redacted_ids from redacted;
  update issued_form f
     set content = null, redacted_at = now()
   where f.summary_id = any(redacted_ids) and f.content is not null;
  perform set_config('ancrage.redaction', '', true);
end $$;

comment on function redact_issued_forms(uuid[]) is
  'Deletes the stored files of issued summaries in which a name is erased, and marks them. Their SHA-256 stays, so that a file of before can still be verified; the next download is rendered without the name. Not granted to the service: redact_issued_summary() and erase_contact() call it.';
