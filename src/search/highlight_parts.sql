create or replace function highlight_parts(said text, meant text[], out parts text[], out marks boolean[])
language plpgsql immutable parallel safe as $$
declare
  folded text[];
  part text;
  since int;
  until int;
begin
  parts := tokenize(said);
  marks := '{}';
  -- at once, where comparing takes no word apart and puts none together
  if cardinality(parts) <= 60 and said !~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]' then
    folded := tokenize(fold(normalize(said, NFKC)));
    if cardinality(folded) = cardinality(parts) then
      foreach part in array folded loop
        marks := marks || (left(part, 100) = any (meant));
      end loop;
      return;
    end if;
  end if;
  foreach part in array parts loop
    marks := marks || (search_words(part) && meant);
  end loop;
  since := greatest(1, coalesce(array_position(marks, true), 1) - 20);
  until := since + 60;
  folded := parts;
  parts := case when since > 1 then '{…}'::text[] else '{}' end || folded[since:until]
    || case when until < cardinality(folded) then '{…}'::text[] else '{}' end;
  marks := case when since > 1 then '{f}'::boolean[] else '{}' end || marks[since:until]
    || case when until < cardinality(folded) then '{f}'::boolean[] else '{}' end;
end $$;

comment on function highlight_parts(text, text[]) is
  'A text in parts, each either one of these words or not; of a long one what stands around the first, with "…" for what is left out.';

grant execute on function highlight_parts(text, text[]) to ancrage_service;
