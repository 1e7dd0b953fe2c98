create or replace function redact_issued_summary(
  summary uuid, field text, place text, name_pattern text
) returns void
language plpgsql set search_path = public, pg_temp as $$
begin
  -- read by refuse_issued_summary_change()
  perform set_config('ancrage.redaction', 'on', true);
  case field
    when 'line' then
      update weekly_line l set body = redact_json(l.body, name_pattern)
       where l.summary_id = summary and l.ordinal::text = place;
    when 'codeName' then
      update weekly_deal d set code_name = redact_text(d.code_name, name_pattern)
       where d.summary_id = summary and d.deal_id::text = place;
    when 'reason' then
      update weekly_summary w set reason = redact_text(w.reason, name_pattern) where w.id = summary;
    else
      update weekly_deal_text w
         set title = case when field = 'title' then redact_text(w.title, name_pattern) else w.title end,
             prospect = case when field = 'prospect' then redact_text(w.prospect, name_pattern) else w.prospect end
       where w.summary_id = summary and w.deal_id::text = place;
  end case;
  update weekly_summary w
     set redacted_at = now(), redacted_sha256 = weekly_digest(summary)
   where w.id = summary;
  perform set_config('ancrage.redaction', '', true);
  perform redact_issued_forms(array[summary]);
end $$;

comment on function redact_issued_summary(uuid, text, text, text) is
  'Replaces a name by […] in one text of an issued summary, as an erasure requires, and marks the summary: redacted_at, and redacted_sha256 with the digest of the content as it is now. sha256 stays that of the content as issued, and the stored files are deleted. Not granted to the service: redact_mention() calls it.';
