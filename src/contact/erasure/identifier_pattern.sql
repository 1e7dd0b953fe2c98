create or replace function identifier_pattern(identifiers text[], full_names_only boolean) returns text
language sql stable as $$
  with
    -- each identifier as a regular expression; the digits of a telephone number may be grouped
    patterns as (
      select distinct
        case
          when value ~ '^\+[0-9]' then '\+' || regexp_replace(
            regexp_replace(split_part(value, ';', 1), '[^0-9]', '', 'g'),
            '([0-9])(?!$)', '\1[ ./()-]*', 'g'
          )
          else regexp_replace(fold(value), '([^[:alnum:][:space:]])', '\\\1', 'g')
        end as pattern
      from unnest(identifiers) value
      where value ~ '^\+[0-9]|@|\S\s+\S' or not full_names_only
    )
  select '(?<![[:alnum:]])(' || string_agg(pattern, '|' order by length(pattern) desc) || ')(?![[:alnum:]])'
  from patterns
  where pattern <> ''
$$;

comment on function identifier_pattern(text[], boolean) is
  'Returns a regular expression, over folded text, for names, e-mail addresses and telephone numbers as whole words; null if there is none. With `full_names_only`, names of a single word are left out: they would match other people too.';

grant execute on function identifier_pattern(text[], boolean) to ancrage_service;
