create or replace function search(asked text, most int) returns table (
  kind text, id uuid, title text, field text, parts text[], marks boolean[], score double precision,
  place bigint
)
language plpgsql volatile as $$
declare
  wanted text[] := strip_legal_forms(search_words(asked));
  begun text[] := '{}';
  pairs text[] := '{}';
  typos text[] := '{}';
  kinds text[];
  ids uuid[];
  scores double precision[];
  said record;
  word text;
  shown text;
  meant text[];
  best text[];
begin
  for n in 1 .. cardinality(wanted) loop
    if length(wanted[n]) >= (case when n = cardinality(wanted) then 2 else 4 end) then begun := begun || wanted[n]; end if;
    if n < cardinality(wanted) then pairs := pairs || (wanted[n] || wanted[n + 1]); end if;
  end loop;
  foreach word in array wanted || pairs loop
    typos := typos || typo_variants(word);
  end loop;
  select array_agg(h.kind), array_agg(h.id), array_agg(h.score) into kinds, ids, scores from search_hits(wanted, most) h;
  place := null;
  for said in select * from search_texts(kinds, ids) loop
    if place is distinct from said.hit then
      if place is not null then
        select m.parts, m.marks into parts, marks from highlight_parts(shown, best) m;
        return next;
      end if;
      place := said.hit;
      kind := kinds[place];
      id := ids[place];
      score := scores[place];
      title := said.said;
      best := null;
    end if;
    continue when cardinality(best) >= cardinality(wanted);
    meant := matched_words(search_words(said.said), wanted || pairs, begun, typos, said.is_name);
    if best is null or cardinality(meant) > cardinality(best) then
      field := said.field;
      shown := said.said;
      best := meant;
    end if;
  end loop;
  if place is not null then
    select m.parts, m.marks into parts, marks from highlight_parts(shown, best) m;
    return next;
  end if;
end $$;

comment on function search(text, int) is
  'Of each hit the first of its texts that has all the words; where none has, the one with most of them.';

grant execute on function search(text, int) to ancrage_service;
