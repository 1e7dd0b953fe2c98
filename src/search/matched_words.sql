create or replace function matched_words(
  words text[], asked text[], begun text[], typos text[], is_name boolean
) returns text[]
language plpgsql immutable parallel safe as $$
declare
  word text;
  meant text[] := '{}';
  likely text[] := '{}';
begin
  foreach word in array words loop
    if word = any (asked) or word ^@ any (begun) then meant := meant || word; end if;
  end loop;
  if not is_name or cardinality(meant) >= (cardinality(asked) + 1) / 2 then return meant; end if;
  foreach word in array words loop
    if word <> all (likely) and (word = any (meant) or typo_variants(word) && typos) then likely := likely || word; end if;
  end loop;
  return likely;
end $$;

comment on function matched_words(text[], text[], text[], text[], boolean) is
  'The words of a text that a query may have meant: asked for, begun by one that counts as a beginning, or in a name mistyped.';

grant execute on function matched_words(text[], text[], text[], text[], boolean) to ancrage_service;
