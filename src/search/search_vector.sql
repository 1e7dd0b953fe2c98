create or replace function search_vector(s search_document, out words tsvector, out size int)
language plpgsql stable set search_path = public, pg_temp as $$
declare
  said text;
  word text;
  all_words text[];
  bare text[];
  lexemes text[] := '{}';
begin
  foreach said in array s.names loop
    continue when said is null;
    all_words := search_words(said);
    bare := strip_legal_forms(all_words);
    for n in 1..cardinality(bare) - 1 loop
      word := bare[n] || bare[n + 1];
      if length(word) <= 30 then all_words := all_words || word; end if;
    end loop;
    foreach word in array all_words loop
      lexemes := lexemes || word || ('^' || word) || typo_variants(word);
    end loop;
    size := least(size, greatest(1, cardinality(bare)));
  end loop;
  foreach said in array s.prose loop
    lexemes := lexemes || coalesce(search_words(said), '{}');
  end loop;
  size := coalesce(size, 1);
  if lexemes <> '{}' then lexemes := lexemes || ('=' || size); end if;
  words := array_to_tsvector(lexemes);
end $$;

comment on function search_vector(search_document) is
  'An entry also says of how many words its shortest name is: \`=2\`. So the index gives the best first.';
