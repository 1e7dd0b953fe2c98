create or replace function matched_words(
  words text[], query_words text[], prefixes text[], stems text[], typos text[], is_name boolean
) returns text[]
language plpgsql immutable parallel safe as $$
declare
  word text;
  matches text[] := '{}';
  fuzzy_matches text[] := '{}';
begin
  foreach word in array words loop
    if word = any (query_words) or word ^@ any (prefixes)
      or word = any (stems) or word_stems(word) && stems then matches := matches || word; end if;
  end loop;
  if not is_name or cardinality(matches) >= (cardinality(query_words) + 1) / 2 then return matches; end if;
  foreach word in array words loop
    if word <> all (fuzzy_matches) and (word = any (matches) or typo_variants(word) && typos) then
      fuzzy_matches := fuzzy_matches || word;
    end if;
  end loop;
  return fuzzy_matches;
end $$;

comment on function matched_words(text[], text[], text[], text[], text[], boolean) is
  'Returns the words of a text that match a search: words equal to a query word, words that begin with one of the prefixes, words with one of the stems, and words that share a typo key with a query word. Typos count only in a name that contains fewer than half of the query words without them.';

grant execute on function matched_words(text[], text[], text[], text[], text[], boolean) to ancrage_service;
