create or replace function mention_id(
  contact_id uuid, subject_type text, subject_id uuid, field text, place text, content text
) returns uuid
language sql immutable as $$
  -- 8: a UUID of a form of its own (RFC 9562)
  select overlay(overlay(digest placing '8' from 13) placing '8' from 17)::uuid
  from (
    select md5(jsonb_build_array(contact_id, subject_type, subject_id, field, place, content)::text) as digest
  ) d
$$;

comment on function mention_id(uuid, text, uuid, text, text, text) is
  'Returns the id of a mention of a person: it depends on the text, so that a mention chosen from a preview is refused once its text has changed.';

grant execute on function mention_id(uuid, text, uuid, text, text, text) to ancrage_service;
