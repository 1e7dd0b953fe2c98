create or replace function erasure_preview(contact uuid, request uuid) returns table (
  id uuid, subject_type text, subject_id uuid, field text, excerpt text
)
language plpgsql volatile as $$
declare
  person uuid := contact;
  identifiers text[] := contact_identifiers(contact);
begin
  if request is not null then
    select r.contact_id, r.identifiers into person, identifiers from erasure_request r where r.id = request;
  elsif not can_change_subject('Contact', contact) then
    return;
  end if;
  return query
    select m.id, m.subject_type, m.subject_id, m.field,
        mention_excerpt(m.content, identifier_pattern(identifiers, false))
      from mentions_of_contact(person, identifiers) m
     where m.changeable and (request is not null or m.subject_type <> 'Employment')
     order by m.subject_type, m.subject_id, m.field, m.place, m.id
     limit 1000;
end $$;

comment on function erasure_preview(uuid, uuid) is
  'Returns the mentions of a person in rows that the viewer may see and change: of a contact that they may change, or of the person of an erasure request to them. Of a contact its employments are left out: they are erased with it. At most 1000. Runs under the policies of the viewer; empty for a contact or request that they may not see.';

grant execute on function erasure_preview(uuid, uuid) to ancrage_service;
