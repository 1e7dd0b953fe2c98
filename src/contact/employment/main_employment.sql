create or replace function main_employment(contact_id uuid) returns uuid
language sql stable set search_path = public, pg_temp as $$
  select e.id
  from employment e
  where e.contact_id = main_employment.contact_id and e.until_to is null
  order by e.created_at desc, e.id desc
  limit 1
$$;

comment on function main_employment(uuid) is
  'Returns the employment that the fields of a contact show: of those that have not ended the one entered last; null if there is none. Not granted to the service: sync_contact_with_employment() calls it.';
