create or replace function search_hits(asked text[], most int) returns table (
  kind text, id uuid, score double precision
)
language plpgsql volatile as $$
declare
  found_ids uuid[] := '{}';
begin
  if not row_security_active('search_entry') then
    raise exception 'searching is for those whom the policies hold for' using errcode = 'insufficient_privilege';
  end if;
  for fit in 1 .. 2 loop
    exit when cardinality(found_ids) >= most;
    for kind, id, score in
      select * from search_candidates(asked, fit, case fit when 1 then 1 else 4 end, 1, null, found_ids, most - cardinality(found_ids))
    loop
      found_ids := found_ids || id;
      return next;
    end loop;
  end loop;
  perform set_config('ancrage.search', '', true);
end $$;

comment on function search_hits(text[], int) is
  'The best hits for words, under the policies of whoever asks: by how well they fit, how much of a name they are, and the latest first. The best fit by itself, since common words have enough of it; then all the others.';

grant execute on function search_hits(text[], int) to ancrage_service;
