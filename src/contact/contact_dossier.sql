create or replace function contact_dossier(contact_id uuid) returns jsonb
language sql volatile as $$
  select jsonb_build_object(
    -- the person
    'contact', jsonb_build_object(
      'id', c.id, 'name', c.name, 'jobTitle', c.job_title, 'emails', c.emails, 'phones', c.phones,
      'language', c.language, 'decisionMaker', c.decision_maker, 'lawfulBasis', c.lawful_basis,
      'erasedAt', c.erased_at,
      'prospect', (select p.name from prospect p where p.id = c.prospect_id),
      'agency', (select a.name from agency a where a.id = c.agency_id),
      'enteredBy', (select a.name from agency a where a.id = c.entered_by_id),
      'createdAt', c.created_at, 'updatedAt', c.updated_at
    ),
    -- the meetings in which they took part
    'meetings', coalesce(
      (
        select jsonb_agg(
          jsonb_build_object(
            'id', m.id, 'title', m.title, 'from', m.when_from, 'to', m.when_to, 'startsAt', m.starts_at,
            'place', m.place, 'status', m.status
          )
          order by m.when_from, m.id
        )
        from meeting_participant p join meeting m on m.id = p.meeting_id
        where p.contact_id = c.id
      ),
      '[]'
    ),
    -- free texts that name them
    'mentions', coalesce(
      (
        select jsonb_agg(
          jsonb_build_object(
            'subjectType', subject_type, 'subjectId', subject_id, 'field', field, 'text', content
          )
        )
        from mentions_of_contact(c.id, contact_identifiers(c.id))
      ),
      '[]'
    ),
    -- the audit trail of the contact
    'history', coalesce(
      (
        select jsonb_agg(
          jsonb_build_object(
            'id', e.id, 'at', e.at, 'by', u.name, 'verb', e.verb, 'before', e.before, 'after', e.after
          )
          order by e.at, e.id
        )
        from audit_entry e left join "user" u on u.id = e.user_id
        where e.subject_id = c.id
      ),
      '[]'
    )
  )
  from contact c
  where c.id = contact_dossier.contact_id
$$;

comment on function contact_dossier(uuid) is
  'Returns everything that is stored about a person, as JSON, as far as the viewer may see it; null if they may not see the contact. Runs under the policies of the viewer. Keys are those of the API (src/contact/dossier.ts).';

grant execute on function contact_dossier(uuid) to ancrage_service;
