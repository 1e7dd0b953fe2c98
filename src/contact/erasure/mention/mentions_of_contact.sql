create or replace function mentions_of_contact(contact_id uuid, identifiers text[]) returns table (
  id uuid, subject_type text, subject_id uuid, field text, place text, content text, changeable boolean
)
language sql volatile as $$
  select
    mention_id(contact_id, t.subject_type, t.subject_id, t.field, t.place, t.content),
    t.*,
    can_change_mention(t.subject_type, t.subject_id, t.field, t.place)
  from (
    select *
    from texts_with_mention(identifier_pattern(identifiers, false))
    union
    select 'Export', e.id, 'content', null, e.list
    from own_exports_of_contact(contact_id, identifiers) e
    union
    select 'Employment', e.id, 'employment', null, employment_text(e)
    from employment e
    where e.contact_id = mentions_of_contact.contact_id and employment_text(e) <> ''
  ) t
  where t.subject_id is distinct from contact_id
    and not (
      t.subject_type = 'Employment'
        and t.field = 'history'
        and t.subject_id in (
          select e.id from employment e where e.contact_id = mentions_of_contact.contact_id
        )
    )
$$;

comment on function mentions_of_contact(uuid, text[]) is
  'Returns the texts that name a person by one of these names, addresses or numbers, and whether the viewer may change them; the contact itself and its own audit trail are left out, and its employments are mentions. Runs under the policies of the caller, so a viewer gets only what they may read.';

grant execute on function mentions_of_contact(uuid, text[]) to ancrage_service;
