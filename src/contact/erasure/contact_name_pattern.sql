create or replace function contact_name_pattern(asked uuid, whole_names boolean) returns text
language sql stable as $$
  with
    sides as (
      select jsonb_build_object('name', name, 'emails', emails, 'phones', phones) as side
      from contact
      where id = asked
      union all
      select unnest(array[before, after])
      from audit_entry
      where subject_type = 'Contact' and subject_id = asked
    ),
    words as (
      select regexp_replace(side ->> 'name', '([^[:alnum:][:space:]])', '\\\1', 'g') as word
      from sides
      where not whole_names or side ->> 'name' ~ '\S\s+\S'
      union
      select regexp_replace(e, '([^[:alnum:][:space:]])', '\\\1', 'g')
      from sides,
        jsonb_array_elements_text(
          case jsonb_typeof(side -> 'emails') when 'array' then side -> 'emails' else '[]' end
        ) e
      union
      select '\+' || regexp_replace(substr(replace(p, ' ', ''), 2), '([0-9])(?!$)', '\1 ?', 'g')
      from sides,
        jsonb_array_elements_text(
          case jsonb_typeof(side -> 'phones') when 'array' then side -> 'phones' else '[]' end
        ) p
    )
  select '(?<![[:alnum:]])(' || string_agg(word, '|' order by length(word) desc) || ')(?![[:alnum:]])'
  from words
  where word <> ''
$$;

comment on function contact_name_pattern(uuid, boolean) is
  'How a person is written: the names, addresses and numbers that the person has or had, as a regular expression.';

grant execute on function contact_name_pattern(uuid, boolean) to ancrage_service;
