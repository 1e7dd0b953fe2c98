create or replace function mentions_of_contact(asked uuid) returns table (
  subject_type text, subject_id uuid, field text, said text
)
language sql volatile as $$
  select distinct * from texts_with_mention(fold(contact_name_pattern(asked, false)), asked)
$$;

grant execute on function mentions_of_contact(uuid) to ancrage_service;
