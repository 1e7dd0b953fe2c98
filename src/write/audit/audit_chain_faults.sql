create or replace function audit_chain_faults() returns table (
  lane int, "position" bigint, entry_id uuid, fault text
)
language sql stable security definer set search_path = public, pg_temp as $$
  with
    links as (
      select
        l.*, e, e.id is not null as there, row_number() over w as n,
        coalesce(lag(l.hash) over w, audit_lane_start(l.lane)) as previous
      from audit_link l left join audit_entry e on e.id = l.entry_id
      window w as (partition by l.lane order by l.position)
    ),
    erased as (
      select named::uuid as id
      from audit_entry, jsonb_array_elements_text(after -> 'erasedEntries') t (named)
      where verb = 'eraseContact'
    ),
    last as (
      select distinct on (l.lane) l.lane, l.position, l.hash
      from audit_link l
      order by l.lane, l.position desc
    )
  select
    l.lane, l.n,
    case when l.position = l.n then l.entry_id end,
    case
      when l.position <> l.n or not l.there then 'REMOVED'
      when l.digest <> audit_entry_digest(l.e) then case
        when exists (select 1 from audit_link o where o.digest = audit_entry_digest(l.e)) then 'REORDERED'
        else 'CHANGED'
      end
      when l.hash <> audit_link_hash(l.previous, l.position, l.digest) then 'REORDERED'
      when has_erased_values(l.e) and l.entry_id not in (select id from erased) then 'EMPTIED'
      else 'CHANGED'
    end
  from links l
  where l.position <> l.n
    or not l.there
    or l.digest <> audit_entry_digest(l.e)
    or l.hash <> audit_link_hash(l.previous, l.position, l.digest)
    or not are_digests_valid((l.e).before, (l.e).salts -> 'before', (l.e).digests -> 'before')
    or not are_digests_valid((l.e).after, (l.e).salts -> 'after', (l.e).digests -> 'after')
    or (l.e).erased <> has_erased_values(l.e)
    or has_erased_values(l.e)
    and l.entry_id not in (select id from erased)
  union all
  select coalesce(h.lane, l.lane), coalesce(h.position, l.position), null, 'CUT'
  from audit_head h full join last l on l.lane = h.lane
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
  'Every fault of the trail, lane by lane. An erasure is whole where an entry in the chain names what it emptied.';
