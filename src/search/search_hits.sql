create or replace function search_hits(words text[], max_hits int, codes jsonb) returns table (
  kind text, id uuid, score double precision
)
language plpgsql volatile as $$
declare
  hit_ids uuid[] := '{}';
begin
  if not row_security_active('search_entry') then
    raise exception 'search needs row-level security' using errcode = 'insufficient_privilege';
  end if;
  for fit in 1 .. 2 loop
    exit when cardinality(hit_ids) >= max_hits;
    for kind, id, score in
      select * from search_candidates(
        words, fit, case fit when 1 then 1 else 4 end, 1, null, hit_ids, max_hits - cardinality(hit_ids), codes)
    loop
      hit_ids := hit_ids || id;
      return next;
    end loop;
  end loop;
  perform set_config('ancrage.search', '', true);
end $$;

comment on function search_hits(text[], int, jsonb) is
  'Returns the best hits for words, at most max_hits, under the policies of the viewer: by how well they fit, how much of a name the words are, and the latest first. First the best fit alone, because common words have enough hits of it; then the other three. Raises insufficient_privilege where row-level security would not apply.';

grant execute on function search_hits(text[], int, jsonb) to ancrage_service;
