create or replace function read_context_signing_key() returns bytea
language plpgsql immutable parallel safe set search_path = public, pg_temp as $$
begin
  return (select key from context_signing_key);
end $$;

comment on function read_context_signing_key() is
  'Returns the key that signs the viewer of a transaction. Declared immutable although it reads a table: the key never changes, and a connection then reads it once, when it plans a caller. Fails for any role but the owner.';
