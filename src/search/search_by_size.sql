create or replace function search_by_size(
  word_count int, fit int, smallest int, largest int, excluded_ids uuid[], max_hits int
) returns table (kind text, id uuid, score double precision)
language plpgsql stable set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
begin
  return query
  select search_hit_kind(h.place), h.subject_id, max(search_score(fit, word_count, h.size))
    from (
      -- names of at most word_count words: they score alike, so the latest of each size
      select best.*
        from generate_series(smallest, least(largest, word_count)) n, lateral (
          select e.place, e.subject_id, e.size
            from search_entry e
           where e.size::bigint = n and e.subject_id <> all(excluded_ids)
           order by e.subject_id desc
           limit 2 * max_hits) best
      union all
      -- longer names: the shortest first
      (select e.place, e.subject_id, e.size
         from search_entry e
        where smallest > word_count
          and e.size::bigint between smallest and coalesce(largest, 2147483647)
          and e.subject_id <> all(excluded_ids)
        order by e.size::bigint, e.subject_id desc
        limit 2 * max_hits)) h
   group by 1, 2
   order by 3 desc, 2 desc
   limit max_hits;
end $$;

comment on function search_by_size(int, int, int, int, uuid[], int) is
  'Returns the best hits of one fit for the query in current_search_query(), among names of smallest to largest words (null: no limit), without excluded_ids. Used where too many entries match to read them all: entries are read in the order of their score, at most max_hits a size. Names of word_count words or fewer score alike. A deal may be found in two tables.';

grant execute on function search_by_size(int, int, int, int, uuid[], int) to ancrage_service;
