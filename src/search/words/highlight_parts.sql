create or replace function highlight_parts(value text, matches text[], out parts text[], out marks boolean[])
language plpgsql immutable parallel safe as $$
declare
  folded text[];
  part text;
  first_part int;
  last_part int;
begin
  parts := tokenize(value);
  marks := '{}';
  -- fold the text in one go where folding neither splits nor joins words
  if cardinality(parts) <= 60 and value !~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]' then
    folded := tokenize(fold(normalize(value, NFKC)));
    if cardinality(folded) = cardinality(parts) then
      foreach part in array folded loop
        marks := marks || (left(part, 100) = any (matches));
      end loop;
      return;
    end if;
  end if;
  foreach part in array parts loop
    marks := marks || (search_words(part) && matches);
  end loop;
  first_part := greatest(1, coalesce(array_position(marks, true), 1) - 20);
  last_part := first_part + 60;
  folded := parts;
  parts := case when first_part > 1 then '{…}'::text[] else '{}' end || folded[first_part:last_part]
    || case when last_part < cardinality(folded) then '{…}'::text[] else '{}' end;
  marks := case when first_part > 1 then '{f}'::boolean[] else '{}' end || marks[first_part:last_part]
    || case when last_part < cardinality(folded) then '{f}'::boolean[] else '{}' end;
end $$;

comment on function highlight_parts(text, text[]) is
  'Returns a text in parts, and whether each part is one of the matching words. Of a text of more than 60 parts only those around the first match, with … for what is left out.';

grant execute on function highlight_parts(text, text[]) to ancrage_service;
