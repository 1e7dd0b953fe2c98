create or replace function search_lexeme(word text, sign text default '') returns text
language sql immutable parallel safe return
  '''' || replace(replace(sign || word, '\', '\\'), '''', '''''') || '''';

comment on function search_lexeme(text, text) is 'The ways to ask for words, the best fit first.';

grant execute on function search_lexeme(text, text) to ancrage_service;
