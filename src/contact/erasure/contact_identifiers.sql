create or replace function contact_identifiers(contact_id uuid) returns text[]
language sql stable as $$
  with
    -- the contact as it is, and as each audit entry has it before and after
    versions as (
      select jsonb_build_object('name', name, 'emails', emails, 'phones', phones) as fields
      from contact
      where id = contact_identifiers.contact_id
      union all
      select unnest(array[before, after])
      from audit_entry
      where subject_type = 'Contact' and subject_id = contact_identifiers.contact_id
    ),
    identifiers as (
      select fields ->> 'name' as value
      from versions
      union
      select json_texts(jsonb_build_array(fields -> 'emails', fields -> 'phones'))
      from versions
    )
  select array(select value from identifiers where is_distinctive_name(value) order by 1)
$$;

comment on function contact_identifiers(uuid) is
  'Returns each name, e-mail address and telephone number that a contact has or had, as far as the viewer sees the contact and its audit trail; names that identify nobody are left out (is_distinctive_name).';

grant execute on function contact_identifiers(uuid) to ancrage_service;
