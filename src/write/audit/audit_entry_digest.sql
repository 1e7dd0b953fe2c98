create or replace function audit_entry_digest(e audit_entry) returns bytea
language sql stable as $$
  select sha256(
    convert_to(
      jsonb_build_array(
        e.id, (extract(epoch from e.at) * 1000)::bigint, e.user_id, e.verb, e.subject_type, e.subject_id,
        e.subject_key, e.digests
      )::text,
      'UTF8'
    )
  )
$$;

comment on function audit_entry_digest(audit_entry) is 'all that an erasure leaves as it is';

grant execute on function audit_entry_digest(audit_entry) to ancrage_service;
