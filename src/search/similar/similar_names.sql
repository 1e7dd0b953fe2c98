create or replace function similar_names(query text, name text) returns double precision
language sql immutable strict parallel safe set search_path = public, pg_temp return
  (
    select round(greatest(similarity(k.key, query), 0.8 * word_similarity(query, k.key))::numeric, 3)
    from (select array_to_string(strip_legal_forms(search_words(name)), ' ') as key) k
  );

comment on function similar_names(text, text) is
  'Returns how similar a name is to the words of a query, from 0 to 1: by all sequences of three letters, or as a part of the name, which counts four fifths. Legal forms, case, accents and the order of the words do not matter.';

grant execute on function similar_names(text, text) to ancrage_service;
