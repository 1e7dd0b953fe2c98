create or replace function search_by_size(
  asked int, fit int, smallest int, largest int, but uuid[], most int
) returns table (kind text, id uuid, score double precision)
language plpgsql stable set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
begin
  return query
  select search_hit_kind(h.place), h.subject_id, max(search_score(fit, asked, h.size))
    from (
      select best.* from generate_series(smallest, least(largest, asked)) n, lateral (
          select e.place, e.subject_id, e.size from search_entry e
           where e.size::bigint = n and e.subject_id <> all(but) order by e.subject_id desc limit 2 * most) best
      union all
      (select e.place, e.subject_id, e.size from search_entry e
        where smallest > asked and e.size::bigint between smallest and coalesce(largest, 2147483647) and e.subject_id <> all(but)
        order by e.size::bigint, e.subject_id desc limit 2 * most)) h
   group by 1, 2 order by 3 desc, 2 desc limit most;
end $$;

comment on function search_by_size(int, int, int, int, uuid[], int) is
  'The best of one fit and of these sizes, in their order, where more have the words than one wants to look at. `asked` is how many words were asked for: names of as many or fewer score alike. A deal may be there twice.';

grant execute on function search_by_size(int, int, int, int, uuid[], int) to ancrage_service;
