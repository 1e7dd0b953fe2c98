create or replace function contact_identifiers(contact_id uuid) returns text[]
language sql stable as $$
  with
    -- the contact and its employments as they are, and as each audit entry has them before and after
    versions as (
      select jsonb_build_object('name', c.name) as fields
      from contact c
      where c.id = contact_identifiers.contact_id
      union all
      select jsonb_build_object('emails', e.emails, 'phones', e.phones)
      from employment e
      where e.contact_id = contact_identifiers.contact_id
      union all
      select unnest(array[a.before, a.after])
      from audit_entry a
      where a.subject_type = 'Contact' and a.subject_id = contact_identifiers.contact_id
      union all
      select unnest(array[a.before, a.after])
      from audit_entry a join employment e on e.id = a.subject_id
      where a.subject_type = 'Employment' and e.contact_id = contact_identifiers.contact_id
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
  'Returns each name, e-mail address and telephone number that a contact has or had, as far as the viewer sees the contact, its employments and their audit trail; names that identify no person are left out (is_distinctive_name).';

grant execute on function contact_identifiers(uuid) to ancrage_service;
