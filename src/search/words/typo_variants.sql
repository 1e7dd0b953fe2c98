create or replace function typo_variants(word text) returns text[]
language plpgsql immutable strict parallel safe as $$
declare
  key text;
  size int;
  variants text[];
begin
  if word ~ '[0-9]' or length(word) < 4 then return '{}'; end if;
  key := regexp_replace(replace(replace(word, 'ph', 'f'), 'y', 'i'), '(.)\1+', '\1', 'g');
  size := length(key);
  if size not between 4 and 40 then return '{}'; end if;
  for n in 1..size loop
    -- without a letter between two equal ones, these become one
    variants := variants || ('~' || left(key, n - 1)
      || substr(key,
        case when n > 1 and substr(key, n - 1, 1) = substr(key, n + 1, 1) then n + 2 else n + 1 end));
  end loop;
  return variants || ('~' || key);
end $$;

comment on function typo_variants(text) is
  'Returns the typo keys of a word: the word without repeated letters and with one letter left out, each letter in turn, and complete. Two words that share a key differ by about one typing mistake. Empty for words of fewer than 4 or more than 40 letters, and for words with digits. Null for null.';

grant execute on function typo_variants(text) to ancrage_service;
