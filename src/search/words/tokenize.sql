create or replace function tokenize(value text) returns text[]
language plpgsql immutable parallel safe as $$
declare
  -- as in search_words()
  separators constant text :=
    '\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb-\xbf\u2000-\u206f\u3000-\u303f';
begin
  -- the character 1 marks the cuts: no stored text contains it
  return array_remove(
    string_to_array(regexp_replace(value, '([' || separators || ']+)', E'\x01\\1\x01', 'g'), E'\x01'), '');
end $$;

comment on function tokenize(text) is
  'Returns a text cut into words and what is between them, in order; joined together they are the text again.';

grant execute on function tokenize(text) to ancrage_service;
