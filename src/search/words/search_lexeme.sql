create or replace function search_lexeme(word text, prefix text default '') returns text
language sql immutable parallel safe return
  '''' || replace(replace(prefix || word, '\', '\\'), '''', '''''') || '''';

comment on function search_lexeme(text, text) is
  'Returns a lexeme quoted for a tsquery. prefix is ^ for a word in a name, = for a size, and empty otherwise.';

grant execute on function search_lexeme(text, text) to ancrage_service;
