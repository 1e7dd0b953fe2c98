create or replace function chain_audit_entry() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform append_to_audit_chain(new);
  return null;
end $$;

comment on function chain_audit_entry() is
  'Appends each new audit entry to the chain. Deferred to the commit, so that a lane is locked as briefly as possible. Security definer: the service cannot write the chain.';

create constraint trigger chain_audit_entry
  after insert on audit_entry deferrable initially deferred for each row execute function chain_audit_entry();
