create or replace function is_distinctive_name(name text) returns boolean
language sql stable as $$
  select exists (
    select
    from regexp_split_to_table(fold(name), '[^[:alnum:]]+') word
    where length(word) > 1
      and ts_lexize('english_stem', word) <> '{}'
      and ts_lexize('french_stem', word) <> '{}'
      and ts_lexize('dutch_stem', word) <> '{}'
      and ts_lexize('german_stem', word) <> '{}'
  )
$$;

comment on function is_distinctive_name(text) is
  'Returns whether a name has a word that is not a stop word of English, French, Dutch or German. Other names, such as blanks or `of the`, identify no person, and an erasure does not look for them.';

grant execute on function is_distinctive_name(text) to ancrage_service;
