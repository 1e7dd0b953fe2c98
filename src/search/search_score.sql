create or replace function search_score(fit int, asked int, size int) returns double precision
language sql immutable parallel safe return round(0.2 * (4 - fit + least(1, asked::numeric / size)) + 0.2, 4);

comment on function search_score(int, int, int) is
  'Each fit has a fifth of the scores: 0.8 to 1 for words of a name as they are written.';

grant execute on function search_score(int, int, int) to ancrage_service;
