create or replace function build_search_query(words text[], fit int) returns tsquery
language plpgsql immutable parallel safe as $$
declare
  last constant int := cardinality(words);
  mistyped constant boolean[] := array(select typo_variants(word) <> '{}' from unnest(words) with ordinality w (word, n) order by n);
  before text;
  together text;
  meant text := '';
begin
  for n in 1 .. last loop
    together := case when n < last then
      term_variants(words[n] || words[n + 1], case when fit = 4 and mistyped[n] and mistyped[n + 1] then 3 else fit end, true) end;
    meant := meant || case when n > 1 then ' & (' else '(' end
      || concat_ws(' | ', term_variants(words[n], fit, length(words[n]) < case when n = last then 2 else 4 end), before, together) || ')';
    before := together;
  end loop;
  return meant;
end $$;

comment on function build_search_query(text[], int) is
  'Every word, in any order; each may stand together with its neighbour, then with a typo only where one of the two is too short for a typo of its own. The last may be a beginning of two letters or more, those before it of four or more.';

grant execute on function build_search_query(text[], int) to ancrage_service;
