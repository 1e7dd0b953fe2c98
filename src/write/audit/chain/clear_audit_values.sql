create or replace function clear_audit_values(
  entry audit_entry, before_keys text[], after_keys text[]
) returns void
language sql set search_path = public, pg_temp as $$
  update audit_entry e
  set
    erased = true,
    before = e.before || null_fields(before_keys),
    after = e.after || null_fields(after_keys),
    salts = jsonb_strip_nulls(
      jsonb_build_object(
        'before', (e.salts -> 'before') - before_keys,
        'after', (e.salts -> 'after') - after_keys
      )
    )
  where e.id = entry.id
$$;

comment on function clear_audit_values(audit_entry, text[], text[]) is
  'Sets these values of an audit entry to null and removes their salts. Their digests stay, so that the chain stays valid. Not granted to the service: erasures call it.';
