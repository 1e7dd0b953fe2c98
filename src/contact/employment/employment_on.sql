create or replace function employment_on(contact_id uuid, day date) returns uuid
language sql stable as $$
  select e.id
  from employment e
  where e.contact_id = employment_on.contact_id
    and (e.from_from is null or e.from_from <= day)
    and (e.until_to is null or e.until_to >= day)
  order by e.from_from desc nulls last, e.until_to nulls first, e.created_at desc, e.id desc
  limit 1
$$;

comment on function employment_on(uuid, date) is
  'Returns the employment that a contact had on a day, the one that began last if there are several; null if none is known. Runs under the policies of the viewer.';

grant execute on function employment_on(uuid, date) to ancrage_service;
