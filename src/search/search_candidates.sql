create or replace function search_candidates(
  asked text[], fit int, last_fit int, smallest int, largest int, but uuid[], most int
) returns table (kind text, id uuid, score double precision)
language plpgsql volatile set enable_seqscan = off set effective_io_concurrency = 0 as $$
declare
  number constant int := cardinality(asked);
  of_all_sizes constant boolean := smallest = 1 and largest is null;
  -- what costs least: with typos the query is dear, and is not asked again for a hundred rows less
  few constant int := case when not of_all_sizes then 1000 when fit = 1 then 50 else 200 end;
  beginnings constant tsquery := build_search_query(asked, 2);
  anywhere constant tsquery := build_search_query(asked, 3);
  query tsquery := build_search_query(asked, last_fit);
  entries bigint := 0;
begin
  if not of_all_sizes then query := query && search_size_query(smallest, largest); end if;
  perform set_config('ancrage.search', query::text, true);
  for kind, id, score, entries in
    with part as materialized (
      select e.place, e.subject_id, e.size,
             case when fit = last_fit then fit when e.words @@ beginnings then 2 when e.words @@ anywhere then 3 else 4 end as fits
        from search_entry e where e.subject_id <> all(but) limit few + 1)
    select search_hit_kind(p.place), p.subject_id, max(search_score(p.fits, number, p.size)), (select count(*) from part)
      from part p group by 1, 2 order by 3 desc, 2 desc limit most
  loop
    exit when entries > few;
    return next;
  end loop;
  if coalesce(entries, 0) <= few then return; end if;

  if fit < last_fit then
    for f in fit .. last_fit loop
      for kind, id, score in select * from search_candidates(asked, f, f, smallest, largest, but, most) loop
        return next;
        but := but || id;
        most := most - 1;
      end loop;
      exit when most = 0;
    end loop;
  elsif of_all_sizes then
    for size in number .. number + 3 loop
      for kind, id, score in
        select * from search_candidates(asked, fit, fit, case when size = number then 1 else size end,
                                   case when size < number + 3 then size end, but, most) loop
        return next;
        but := but || id;
        most := most - 1;
      end loop;
      exit when most = 0;
    end loop;
  else
    return query select * from search_by_size(number, fit, smallest, largest, but, most);
  end if;
end $$;

comment on function search_candidates(text[], int, int, int, int, uuid[], int) is
  'The best of these fits and sizes, without what was found. Few are all looked at; of many first those that score best: one fit after the other, and of each the shortest names first.';

grant execute on function search_candidates(text[], int, int, int, int, uuid[], int) to ancrage_service;
