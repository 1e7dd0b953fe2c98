create or replace function term_variants(
  word text, fit int, whole_word boolean, codes jsonb default '{}'
) returns text
language plpgsql immutable parallel safe as $$
declare
  variants text := search_lexeme(word, case when fit < 3 then '^' else '' end)
    || case when whole_word or fit = 1 then '' else ':*' end;
  typo text;
  stem text;
  code text;
begin
  if fit >= 3 then
    foreach stem in array word_stems(word) loop
      if stem <> word then variants := variants || ' | ' || search_lexeme(stem); end if;
      variants := variants || ' | ' || search_lexeme(stem, '%');
    end loop;
    for code in select jsonb_array_elements_text(codes -> word) loop
      variants := variants || ' | ' || search_lexeme(code, '#');
    end loop;
  end if;
  if fit = 4 then
    foreach typo in array typo_variants(word) loop
      variants := variants || ' | ' || search_lexeme(typo);
    end loop;
  end if;
  return variants;
end $$;

comment on function term_variants(text, int, boolean, jsonb) is
  'Returns the part of a tsquery that matches one word with a fit (build_search_query() lists them). codes are the codes that words stand for. With whole_word, beginnings of the word do not match: those of a short word would match a tenth of all entries, and cost much to find little.';

grant execute on function term_variants(text, int, boolean, jsonb) to ancrage_service;
