create or replace function build_search_query(words text[], fit int, codes jsonb) returns tsquery
language plpgsql immutable parallel safe as $$
declare
  word_count constant int := cardinality(words);
  has_typos constant boolean[] := array(
    select typo_variants(word) <> '{}' from unnest(words) with ordinality w (word, n) order by n);
  joined_before text;
  joined text;
  expression text := '';
begin
  for n in 1 .. word_count loop
    joined := case when n < word_count then term_variants(words[n] || words[n + 1],
      case when fit = 4 and has_typos[n] and has_typos[n + 1] then 3 else fit end, true) end;
    expression := expression || case when n > 1 then ' & (' else '(' end || concat_ws(' | ',
      term_variants(words[n], fit, length(words[n]) < case when n = word_count then 2 else 4 end, codes),
      joined_before, joined) || ')';
    joined_before := joined;
  end loop;
  return expression;
end $$;

comment on function build_search_query(text[], int, jsonb) is
  'Returns the tsquery for all words of a search in any order, for one fit: 1 words of a name, 2 beginnings of words of a name, 3 beginnings, words of the same stem and codes anywhere, 4 also typos in names. Each word may also be written joined with its neighbour; if both are long enough for a typo of their own, the joined word is not searched with typos. The last word may be a beginning of two letters or more, the others of four or more. src/search/words/matched_words.sql marks what matched by the same rule.';

grant execute on function build_search_query(text[], int, jsonb) to ancrage_service;
