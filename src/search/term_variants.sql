create or replace function term_variants(word text, fit int, whole boolean) returns text
language plpgsql immutable parallel safe as $$
declare
  ways text := search_lexeme(word, case when fit < 3 then '^' else '' end) || case when whole or fit = 1 then '' else ':*' end;
  typo text;
begin
  if fit = 4 then
    foreach typo in array typo_variants(word) loop
      ways := ways || ' | ' || search_lexeme(typo);
    end loop;
  end if;
  return ways;
end $$;

comment on function term_variants(text, int, boolean) is
  'The same queries, made by loops. What is dear in them and finds little is left out: the beginnings of all the words that start with "et", of which a tenth of all entries has one, and of two long words written as one every typo.';

grant execute on function term_variants(text, int, boolean) to ancrage_service;
