create or replace function identifier_pattern(identifiers text[], full_names_only boolean) returns text
language sql stable as $$
  with
    identifiers as (
      select
        value,
        regexp_split_to_array(
          regexp_replace(fold(value), '([^[:alnum:][:space:]])', '\\\1', 'g'),
          '\s+'
        ) as words
      from unnest(identifiers) value
      where value ~ '^\+[0-9]|@|\S\s+\S' or not full_names_only
    ),
    -- each identifier as a regular expression; the digits of a telephone number may be grouped
    patterns as (
      select '\+' || regexp_replace(
        regexp_replace(split_part(value, ';', 1), '[^0-9]', '', 'g'),
        '([0-9])(?!$)', '\1[ ./()-]*', 'g'
      ) as pattern
      from identifiers
      where value ~ '^\+[0-9]'
      union
      -- the words of a name in their order, or with the family name first: `Müller, Anna`
      select concat(
        array_to_string(words[first_word + 1:], '\s+'),
        case when first_word > 0 then ',?\s+' end, array_to_string(words[1:first_word], '\s+')
      )
      from identifiers,
        generate_series(
          0,
          case when cardinality(words) <= 6 then cardinality(words) - 1 else 0 end
        ) first_word
      where value !~ '^\+[0-9]'
    )
  select '(?<![[:alnum:]])(' || string_agg(pattern, '|' order by length(pattern) desc) || ')(?![[:alnum:]])'
  from patterns
  where pattern <> ''
$$;

comment on function identifier_pattern(text[], boolean) is
  'Returns a regular expression, over folded text, for names, e-mail addresses and telephone numbers as whole words; also for names with the family name first. Null if there is none. With `full_names_only`, names of a single word are left out: they would match other people too.';

grant execute on function identifier_pattern(text[], boolean) to ancrage_service;
