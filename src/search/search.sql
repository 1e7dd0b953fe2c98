create or replace function search(query text, max_hits int, codes jsonb) returns table (
  kind text, id uuid, title text, field text, parts text[], marks boolean[], score double precision,
  place bigint
)
language plpgsql volatile as $$
declare
  query_words text[] := strip_legal_forms(search_words(query));
  prefixes text[] := '{}';
  pairs text[] := '{}';
  typos text[] := '{}';
  stems text[] := '{}';
  kinds text[];
  ids uuid[];
  scores double precision[];
  entry record;
  word text;
  highlighted text;
  matches text[];
  best text[];
begin
  -- what may match besides whole words: beginnings, neighbours written as one word, and typos
  for n in 1 .. cardinality(query_words) loop
    if length(query_words[n]) >= (case when n = cardinality(query_words) then 2 else 4 end) then
      prefixes := prefixes || query_words[n];
    end if;
    if n < cardinality(query_words) then pairs := pairs || (query_words[n] || query_words[n + 1]); end if;
  end loop;
  foreach word in array query_words || pairs loop
    typos := typos || typo_variants(word);
  end loop;
  foreach word in array query_words loop
    stems := stems || word_stems(word);
  end loop;

  -- the best hits, as arrays in the order of their rank
  select array_agg(h.kind), array_agg(h.id), array_agg(h.score) into kinds, ids, scores
    from search_hits(query_words, max_hits, stage_codes(query_words, codes)) h;
  place := null;

  -- the texts come hit by hit: a hit is returned when the next one begins
  for entry in select * from search_texts(kinds, ids) loop
    if place is distinct from entry.hit then
      if place is not null then
        select m.parts, m.marks into parts, marks from highlight_parts(highlighted, best) m;
        return next;
      end if;
      place := entry.hit;
      kind := kinds[place];
      id := ids[place];
      score := scores[place];
      title := entry.value;
      best := null;
    end if;
    -- of the texts of a hit, the first with the most matching words is shown
    continue when cardinality(best) >= cardinality(query_words);
    matches := matched_words(search_words(entry.value), query_words || pairs, prefixes, stems, typos,
      entry.is_name);
    if best is null or cardinality(matches) > cardinality(best) then
      field := entry.field;
      highlighted := entry.value;
      best := matches;
    end if;
  end loop;
  -- the last hit
  if place is not null then
    select m.parts, m.marks into parts, marks from highlight_parts(highlighted, best) m;
    return next;
  end if;
end $$;

comment on function search(text, int, jsonb) is
  'Returns the best hits for a text that the viewer sees, at most max_hits, each with its title and the field that shows the match: the first text with all the words, otherwise the one with most of them. parts and marks are that text in parts and whether each part matches; place is the rank, from 1. Compares words as search_words() does. codes are the codes that each word means in the catalogues of locales/: {"partenariat": ["agreementKind.PARTNERSHIP"]}.';

grant execute on function search(text, int, jsonb) to ancrage_service;
