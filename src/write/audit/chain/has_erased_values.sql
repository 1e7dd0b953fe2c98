create or replace function has_erased_values(entry audit_entry) returns boolean
language sql immutable as $$
  select exists (
    select 1
    from jsonb_each(entry.digests) side, jsonb_object_keys(side.value) k (key)
    where not coalesce(entry.salts -> side.key ? k.key, false)
  )
$$;

comment on function has_erased_values(audit_entry) is
  'Returns whether a value of an audit entry was erased: its digest is there and its salt is not.';

grant execute on function has_erased_values(audit_entry) to ancrage_service;
