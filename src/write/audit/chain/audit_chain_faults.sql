create or replace function audit_chain_faults() returns table (
  lane int, "position" bigint, entry_id uuid, fault text
)
language sql stable security definer set search_path = public, pg_temp as $$
  -- Returns links whose position, entry, hash or values are wrong; lanes whose head does not name the last
  -- link; and entries without a link.
  with
    -- each link with its entry, the position that it should have, and the hash before it
    links as (
      select
        l.*, e, e.id is not null as has_entry, row_number() over w as expected_position,
        coalesce(lag(l.hash) over w, audit_lane_start(l.lane)) as previous_hash
      from audit_link l left join audit_entry e on e.id = l.entry_id
      window w as (partition by l.lane order by l.position)
    ),
    -- entries that lost values to an erasure, as the entry of the erasure lists them
    erased_entries as (
      select erased_id::uuid as id
      from audit_entry, jsonb_array_elements_text(after -> 'erasedEntries') t (erased_id)
      where verb = 'eraseContact'
    ),
    last_links as (
      select distinct on (l.lane) l.lane, l.position, l.hash
      from audit_link l
      order by l.lane, l.position desc
    )
  select
    l.lane, l.expected_position,
    case when l.position = l.expected_position then l.entry_id end,
    case
      when l.position <> l.expected_position or not l.has_entry then 'REMOVED'
      when l.digest <> audit_entry_digest(l.e) then case
        when exists (select 1 from audit_link o where o.digest = audit_entry_digest(l.e)) then 'REORDERED'
        else 'CHANGED'
      end
      when l.hash <> audit_link_hash(l.previous_hash, l.position, l.digest) then 'REORDERED'
      when has_erased_values(l.e) and l.entry_id not in (select id from erased_entries) then 'EMPTIED'
      else 'CHANGED'
    end
  from links l
  where l.position <> l.expected_position
    or not l.has_entry
    or l.digest <> audit_entry_digest(l.e)
    or l.hash <> audit_link_hash(l.previous_hash, l.position, l.digest)
    or not are_digests_valid((l.e).before, (l.e).salts -> 'before', (l.e).digests -> 'before')
    or not are_digests_valid((l.e).after, (l.e).salts -> 'after', (l.e).digests -> 'after')
    or (l.e).erased <> has_erased_values(l.e)
    or has_erased_values(l.e)
    and l.entry_id not in (select id from erased_entries)
  union all
  select coalesce(h.lane, l.lane), coalesce(h.position, l.position), null, 'CUT'
  from audit_head h full join last_links l on l.lane = h.lane
  where
    (h.position, h.hash) is distinct from (
      coalesce(l.position, 0), coalesce(l.hash, audit_lane_start(h.lane))
    )
  union all
  select null, null, e.id, 'INSERTED'
  from audit_entry e
  where not exists (select 1 from audit_link l where l.entry_id = e.id)
$$;

comment on function audit_chain_faults() is
  'Returns every fault of the audit trail, by lane and position; no row if it is intact. src/write/audit/verify-trail.ts explains the faults. An entry may have lost values only if an entry of an erasure in the chain lists it. For the owner: not granted to the service, reads the whole trail.';
