create or replace function append_to_audit_chain(entry audit_entry) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head audit_head;
  digest bytea := audit_entry_digest(entry);
begin
  -- The first lane that no other transaction holds; a lane that this transaction holds already counts as
  -- free. So a transaction never waits for a lane while it holds another, and lanes cannot deadlock.
  select * into head from audit_head h order by h.lane for update skip locked limit 1;
  if not found then
    select * into head from audit_head h where h.lane = 1 + pg_backend_pid() % 16 for update;
  end if;
  head.position := head.position + 1;
  head.hash := audit_link_hash(head.hash, head.position, digest);
  insert into audit_link values (head.lane, head.position, entry.id, digest, head.hash);
  update audit_head h set position = head.position, hash = head.hash where h.lane = head.lane;
end $$;

comment on function append_to_audit_chain(audit_entry) is
  'Appends an entry to the hash chain of a lane and keeps that lane locked until the transaction ends. Not granted to the service: the trigger chain_audit_entry calls it.';
