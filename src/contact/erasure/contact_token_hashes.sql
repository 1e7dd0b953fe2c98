create or replace function contact_token_hashes(asked uuid) returns table (words int[])
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
    )
  select distinct token_hashes(w)
  from (
    select side ->> 'name' as w
    from sides
    union all
    select jsonb_array_elements_text(
      case jsonb_typeof(side -> 'emails') when 'array' then side -> 'emails' else '[]' end
    )
    from sides
    union all
    select jsonb_array_elements_text(
      case jsonb_typeof(side -> 'phones') when 'array' then side -> 'phones' else '[]' end
    )
    from sides
  ) s
  where w is not null
$$;

comment on function contact_token_hashes(uuid) is
  'The words of each name, address and number that a person has or had.';

grant execute on function contact_token_hashes(uuid) to ancrage_service;
