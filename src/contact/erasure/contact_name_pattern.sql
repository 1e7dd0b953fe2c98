create or replace function contact_name_pattern(contact_id uuid, full_names_only boolean) returns text
language sql stable as $$
  with
    -- each identifier as a regular expression; the digits of a telephone number may have spaces between them
    patterns as (
      select distinct
        case kind
          when 'phone' then '\+' || regexp_replace(
            substr(replace(value, ' ', ''), 2), '([0-9])(?!$)', '\1 ?', 'g'
          )
          else regexp_replace(value, '([^[:alnum:][:space:]])', '\\\1', 'g')
        end as pattern
      from contact_identifiers(contact_id)
      where kind <> 'name' or not full_names_only or value ~ '\S\s+\S'
    )
  select '(?<![[:alnum:]])(' || string_agg(pattern, '|' order by length(pattern) desc) || ')(?![[:alnum:]])'
  from patterns
  where pattern <> ''
$$;

comment on function contact_name_pattern(uuid, boolean) is
  'Returns a regular expression for the names, e-mail addresses and telephone numbers that a contact has or had, as whole words; null if there is none. With `full_names_only`, names of a single word are left out: they would match other people too.';

grant execute on function contact_name_pattern(uuid, boolean) to ancrage_service;
