create or replace function search_candidates(
  words text[], fit int, last_fit int, smallest int, largest int, excluded_ids uuid[], max_hits int,
  codes jsonb
) returns table (kind text, id uuid, score double precision)
language plpgsql volatile set enable_seqscan = off set effective_io_concurrency = 0 as $$
declare
  word_count constant int := cardinality(words);
  is_any_size constant boolean := smallest = 1 and largest is null;
  -- as measured: a query with typos is expensive, and not worth repeating to read a hundred rows less
  max_entries constant int := case when not is_any_size then 1000 when fit = 1 then 50 else 200 end;
  beginnings constant tsquery := build_search_query(words, 2, codes);
  anywhere constant tsquery := build_search_query(words, 3, codes);
  query tsquery := build_search_query(words, last_fit, codes);
  entries bigint := 0;
begin
  if not is_any_size then query := query && search_size_query(smallest, largest); end if;
  perform set_config('ancrage.search', query::text, true);
  for kind, id, score, entries in
    with candidate as materialized (
      select e.place, e.subject_id, e.size,
          case
            when fit = last_fit then fit
            when e.words @@ beginnings then 2
            when e.words @@ anywhere then 3
            else 4
          end as fits
        from search_entry e
       where e.subject_id <> all(excluded_ids)
       limit max_entries + 1)
    select search_hit_kind(c.place), c.subject_id, max(search_score(c.fits, word_count, c.size)),
        (select count(*) from candidate)
      from candidate c
     group by 1, 2
     order by 3 desc, 2 desc
     limit max_hits
  loop
    exit when entries > max_entries;
    return next;
  end loop;
  if coalesce(entries, 0) <= max_entries then return; end if;

  -- too many entries: one fit after the other
  if fit < last_fit then
    for f in fit .. last_fit loop
      for kind, id, score in
        select * from search_candidates(words, f, f, smallest, largest, excluded_ids, max_hits, codes)
      loop
        return next;
        excluded_ids := excluded_ids || id;
        max_hits := max_hits - 1;
      end loop;
      exit when max_hits = 0;
    end loop;
  elsif is_any_size then
    -- of one fit: names of as many words or fewer first, then longer ones
    for size in word_count .. word_count + 3 loop
      for kind, id, score in
        select * from search_candidates(words, fit, fit, case when size = word_count then 1 else size end,
          case when size < word_count + 3 then size end, excluded_ids, max_hits, codes)
      loop
        return next;
        excluded_ids := excluded_ids || id;
        max_hits := max_hits - 1;
      end loop;
      exit when max_hits = 0;
    end loop;
  else
    -- of one fit and size
    return query select * from search_by_size(word_count, fit, smallest, largest, excluded_ids, max_hits);
  end if;
end $$;

comment on function search_candidates(text[], int, int, int, int, uuid[], int, jsonb) is
  'Returns the best hits of the fits from fit to last_fit among names of smallest to largest words (null: no limit), without excluded_ids, at most max_hits. Reads all entries that match where they are few; otherwise divides the task, one fit after the other and within each the shortest names first, and calls itself. A part that is not read completely has one fit and one size and is read in the order of the hits, so that no better hit is missed.';

grant execute
  on function search_candidates(text[], int, int, int, int, uuid[], int, jsonb) to ancrage_service;
