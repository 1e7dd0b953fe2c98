create or replace function search_words(value text) returns text[]
language plpgsql immutable strict parallel safe as $$
declare words text := regexp_replace(fold(normalize(value, NFKC)), '\m([a-z])\.(?=[a-z]\M)', '\1', 'g');
begin
  if words ~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]' then
    words := regexp_replace(words, '([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])', ' \1 ', 'g');
  end if;
  if length(words) > 100 then words := regexp_replace(words, '([^\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb-\xbf\u2000-\u206f\u3000-\u303f]{100})[^\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb-\xbf\u2000-\u206f\u3000-\u303f]+', '\1', 'g'); end if;
  return array_remove(regexp_split_to_array(words, '[\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb-\xbf\u2000-\u206f\u3000-\u303f]+'), '');
end $$;

comment on function search_words(text) is
  'The words of a text as they are compared: without case and accents, "S.A." as one, each Chinese or Japanese character by itself.';

grant execute on function search_words(text) to ancrage_service;
