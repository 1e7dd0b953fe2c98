create or replace function search_vector(s search_document, out words tsvector, out size int)
language plpgsql stable set search_path = public, pg_temp as $$
declare
  value text;
  word text;
  stem text;
  all_words text[];
  stripped text[];
  lexemes text[] := '{}';
begin
  foreach value in array s.names loop
    continue when value is null;
    all_words := search_words(value);
    stripped := strip_legal_forms(all_words);
    for n in 1..cardinality(stripped) - 1 loop
      word := stripped[n] || stripped[n + 1];
      if length(word) <= 30 then all_words := all_words || word; end if;
    end loop;
    foreach word in array all_words loop
      lexemes := lexemes || word || ('^' || word) || typo_variants(word);
    end loop;
    size := least(size, greatest(1, cardinality(stripped)));
  end loop;
  foreach value in array s.prose loop
    lexemes := lexemes || coalesce(search_words(value), '{}');
  end loop;
  foreach word in array array(select distinct unnest(lexemes)) loop
    foreach stem in array word_stems(word) loop
      if stem <> word then lexemes := lexemes || ('%' || stem); end if;
    end loop;
  end loop;
  if lexemes = '{}' then
    words := '';
    size := 1;
    return;
  end if;
  foreach word in array s.codes loop
    if word is not null then lexemes := lexemes || ('#' || word); end if;
  end loop;
  size := coalesce(size, 1);
  words := array_to_tsvector(lexemes || ('=' || size));
end $$;

comment on function search_vector(search_document) is
  'Returns the lexemes of a row for the index, and the number of words of its shortest name. Each word is a lexeme. A word of a name is also stored as ^word, as its typo keys (~…), and joined to the next word. The stems of a word are stored as %stem, where they differ from it, and the codes of the row as #code. The lexeme =2 means that the shortest name has two words, so that the index returns the best hits first. size is 1 for a row without names; words is empty for a row without words.';
