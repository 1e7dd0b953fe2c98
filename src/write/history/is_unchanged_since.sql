create or replace function is_unchanged_since(instant timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select instant > now() - interval '1 minute'
    and not exists (
      select 1
      from audit_entry e
        -- ids are made from the clock of a process, which may differ by a second from that of the database
      where e.id >= (
        lpad(to_hex(floor(extract(epoch from instant) * 1000)::bigint - 1000), 12, '0') || repeat('0', 20)
      )::uuid
    )
$$;

comment on function is_unchanged_since(timestamptz) is
  'Returns whether nothing was recorded since an instant of the last minute: each write leaves an audit entry, and ids are in the order of time. False for an earlier instant. Security definer: entries that the viewer does not see count. Not granted to the service.';
