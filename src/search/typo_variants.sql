create or replace function typo_variants(word text) returns text[]
language plpgsql immutable strict parallel safe as $$
declare
  key text;
  size int;
  found text[];
begin
  if word ~ '[0-9]' or length(word) < 4 then return '{}'; end if;
  key := regexp_replace(replace(replace(word, 'ph', 'f'), 'y', 'i'), '(.)\1+', '\1', 'g');
  size := length(key);
  if size not between 4 and 40 then return '{}'; end if;
  for n in 1..size loop
    -- where the letter stood between two alike, these are one now
    found := found || ('~' || left(key, n - 1)
      || substr(key, case when n > 1 and substr(key, n - 1, 1) = substr(key, n + 1, 1) then n + 2 else n + 1 end));
  end loop;
  return found || ('~' || key);
end $$;

grant execute on function typo_variants(text) to ancrage_service;
