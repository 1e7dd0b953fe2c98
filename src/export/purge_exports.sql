create or replace function purge_exports() returns void
language sql security definer set search_path = public, pg_temp as $$
  select delete_export_content(
    array(
      select id
      from export
      where kept_until < now()
      union all
      select s.id
      from (
        select e.id, sum(p.size) over (order by e.asked_at desc, e.id desc) as so_far
        from export e,
          lateral (select sum(octet_length(content)) as size from export_part where export_id = e.id) p
        where e.user_id = viewer_id() and e.kept_until is not null
      ) s
      where s.so_far > 2 ^ 30
    )
  )
$$;

comment on function purge_exports() is
  'Makes room: what has been kept for its time goes, and the oldest of whoever asks beyond a gigabyte.';

grant execute on function purge_exports() to ancrage_service;
