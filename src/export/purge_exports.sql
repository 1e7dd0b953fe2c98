create or replace function purge_exports() returns void
language sql security definer set search_path = public, pg_temp as $$
  select delete_export_content(
    array(
      select id
      from export
      where kept_until < now()
      union all
      select sized.id
      from (
        select e.id, sum(p.size) over (order by e.asked_at desc, e.id desc) as total_size
        from export e,
          lateral (select sum(octet_length(content)) as size from export_part where export_id = e.id) p
        where e.user_id = viewer_id() and e.kept_until is not null
      ) sized
      where sized.total_size > 2 ^ 30
    )
  )
$$;

comment on function purge_exports() is
  'Deletes the content of exports that are kept no longer, and of the viewer''s oldest ones beyond 1 GiB of compressed content. Security definer: exports of every user.';

grant execute on function purge_exports() to ancrage_service;
