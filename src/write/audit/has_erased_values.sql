create or replace function has_erased_values(e audit_entry) returns boolean
language sql immutable as $$
  select exists (
    select 1
    from jsonb_each(e.digests) side, jsonb_object_keys(side.value) k (key)
    where not coalesce(e.salts -> side.key ? k.key, false)
  )
$$;

grant execute on function has_erased_values(audit_entry) to ancrage_service;
