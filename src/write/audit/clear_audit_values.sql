create or replace function clear_audit_values(
  entry audit_entry, in_before text[], in_after text[]
) returns void
language sql set search_path = public, pg_temp as $$
  update audit_entry e
  set
    erased = true, before = e.before || null_fields(in_before), after = e.after || null_fields(in_after),
    salts = jsonb_strip_nulls(
      jsonb_build_object(
        'before', (e.salts -> 'before') - in_before, 'after', (e.salts -> 'after') - in_after
      )
    )
  where e.id = entry.id
$$;

comment on function clear_audit_values(audit_entry, text[], text[]) is
  'Empties values of an entry; their digests stay, and so does the chain.';
