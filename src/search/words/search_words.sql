create or replace function search_words(value text) returns text[]
language plpgsql immutable strict parallel safe as $$
declare
  -- whatever separates words: ASCII and Latin-1 signs, general and CJK punctuation; tokenize() has the same
  separators constant text :=
    '\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb-\xbf\u2000-\u206f\u3000-\u303f';
  words text := regexp_replace(fold(normalize(value, NFKC)), '\m([a-z])\.(?=[a-z]\M)', '\1', 'g');
begin
  if words ~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]' then
    words := regexp_replace(words, '([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])', ' \1 ', 'g');
  end if;
  if length(words) > 100 then
    words := regexp_replace(words, '([^' || separators || ']{100})[^' || separators || ']+', '\1', 'g');
  end if;
  return array_remove(regexp_split_to_array(words, '[' || separators || ']+'), '');
end $$;

comment on function search_words(text) is
  'Returns the words of a text in the form in which they are compared: lower case, without accents, "S.A." as one word, each Chinese, Japanese or Korean character as a word, words cut after 100 characters. Null for null.';

grant execute on function search_words(text) to ancrage_service;
