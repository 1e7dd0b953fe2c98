create or replace function search_score(fit int, word_count int, size int) returns double precision
language sql immutable parallel safe return
  round(0.2 * (4 - fit + least(1, word_count::numeric / size)) + 0.2, 4);

comment on function search_score(int, int, int) is
  'Returns the score of a hit, from 0.2 to 1. Each of the four fits has a fifth of the scale (0.8 to 1 for whole words of a name); within it, the greater the part of the name that was searched for, the higher.';

grant execute on function search_score(int, int, int) to ancrage_service;
