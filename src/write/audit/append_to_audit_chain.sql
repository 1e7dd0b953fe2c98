create or replace function append_to_audit_chain(e audit_entry) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head audit_head;
  digest bytea := audit_entry_digest(e);
begin
  -- Whoever holds a lane already finds it free: nobody waits for a lane with another one in hand.
  select * into head from audit_head h order by h.lane for update skip locked limit 1;
  if not found then
    select * into head from audit_head h where h.lane = 1 + pg_backend_pid() % 16 for update;
  end if;
  head.position := head.position + 1;
  head.hash := audit_link_hash(head.hash, head.position, digest);
  insert into audit_link values (head.lane, head.position, e.id, digest, head.hash);
  update audit_head h set position = head.position, hash = head.hash where h.lane = head.lane;
end $$;
