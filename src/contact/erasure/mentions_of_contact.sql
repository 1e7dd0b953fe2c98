create or replace function mentions_of_contact(contact_id uuid) returns table (
  subject_type text, subject_id uuid, field text, content text
)
language sql volatile as $$
  select distinct * from texts_with_mention(fold(contact_name_pattern(contact_id, false)), contact_id)
$$;

comment on function mentions_of_contact(uuid) is
  'Returns the free texts and audit entries that name a contact, as texts_with_mention() finds them.';

grant execute on function mentions_of_contact(uuid) to ancrage_service;
