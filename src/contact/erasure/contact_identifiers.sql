create or replace function contact_identifiers(contact_id uuid) returns table (kind text, value text)
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
    )
  select 'name', fields ->> 'name'
  from versions
  where fields ->> 'name' is not null
  union
  select 'email', e
  from versions,
    jsonb_array_elements_text(
      case jsonb_typeof(fields -> 'emails') when 'array' then fields -> 'emails' else '[]' end
    ) e
  where e is not null
  union
  select 'phone', p
  from versions,
    jsonb_array_elements_text(
      case jsonb_typeof(fields -> 'phones') when 'array' then fields -> 'phones' else '[]' end
    ) p
  where p is not null
$$;

comment on function contact_identifiers(uuid) is
  'Returns each name, e-mail address and telephone number that a contact has or had, as far as the viewer sees the contact and its audit trail. `kind`: name, email or phone.';

grant execute on function contact_identifiers(uuid) to ancrage_service;
