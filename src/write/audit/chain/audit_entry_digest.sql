create or replace function audit_entry_digest(entry audit_entry) returns bytea
language sql stable as $$
  select sha256(
    convert_to(
      (
        jsonb_build_array(
          entry.id,
          (extract(epoch from entry.at) * 1000)::bigint,
          entry.user_id, entry.verb, entry.subject_type, entry.subject_id, entry.subject_key, entry.digests
        ) || case when entry.acls is null then '[]' else jsonb_build_array(entry.acls) end
      )::text,
      'UTF8'
    )
  )
$$;

comment on function audit_entry_digest(audit_entry) is
  'Returns the SHA-256 of an audit entry over everything that an erasure leaves unchanged: its fixed fields, the access keys of its subject if it has any, and the digests of its values, not the values and salts.';

grant execute on function audit_entry_digest(audit_entry) to ancrage_service;
