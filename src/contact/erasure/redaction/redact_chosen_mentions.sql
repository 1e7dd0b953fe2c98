create or replace function redact_chosen_mentions(contact_id uuid, name_pattern text) returns void
language plpgsql set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  -- The policy of erasure_mention let the viewer choose only texts that they see and may change.
  with
    redacted as materialized (
      select m.subject_type, m.subject_id, m.field, redact_mention(m, name_pattern) as entries
        from erasure_mention m
       where m.contact_id = redact_chosen_mentions.contact_id
         and m.chosen and not m.redacted and m.by_id = viewer_id() and m.recorded_at = now()::timestamptz(3)
       order by m.subject_type, m.subject_id, m.field, m.id
    )
  insert into audit_entry (id, user_id, verb, subject_type, subject_id, after)
  select new_uuid_v7(), viewer_id(), 'eraseContact', subject_type, subject_id,
      jsonb_build_object('redacted', jsonb_agg(distinct field),
        'erasedEntries', coalesce(jsonb_agg(entry_id) filter (where entry_id is not null), '[]'))
    from redacted left join lateral unnest(entries) e (entry_id) on true
   group by subject_type, subject_id;
end $$;

comment on function redact_chosen_mentions(uuid, text) is
  'Redacts the mentions of a person that the viewer chose in this transaction (record_erasure_mentions), and adds an audit entry to each row that it changes: who may see the row sees what was redacted and which of its entries lost values. Not granted to the service: erase_contact() and answer_erasure_request() call it.';
