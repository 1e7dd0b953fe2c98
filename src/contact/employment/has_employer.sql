create or replace function has_employer(contact_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select
    from contact c join employment e on e.contact_id = c.id
    where c.id = has_employer.contact_id
      and c.acl &&& (select viewer_acl_tokens())
      and num_nonnulls(e.prospect_id, e.agency_id) = 1
  )
$$;

comment on function has_employer(uuid) is
  'Returns whether a contact has or had an employment at an organisation; false for a contact that the viewer does not see. src/contact/employment/main-employment.ts asks it before it moves a contact. Security definer: an employment that the viewer does not see counts, because it decides who sees the contact.';

grant execute on function has_employer(uuid) to ancrage_service;
