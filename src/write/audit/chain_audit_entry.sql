create or replace function chain_audit_entry() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform append_to_audit_chain(new);
  return null;
end $$;

create constraint trigger chain_audit_entry
  after insert on audit_entry deferrable initially deferred for each row execute function chain_audit_entry();
