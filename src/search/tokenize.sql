create or replace function tokenize(said text) returns text[]
language plpgsql immutable parallel safe as $$
begin
  return array_remove(string_to_array(regexp_replace(said, '([\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb-\xbf\u2000-\u206f\u3000-\u303f]+)', E'\x01\\1\x01', 'g'), E'\x01'), '');
end $$;

comment on function tokenize(text) is
  'A text taken apart into words and what stands between them; what no text may have in it marks where.';

grant execute on function tokenize(text) to ancrage_service;
