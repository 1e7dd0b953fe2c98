create or replace function contact_dossier(contact_id uuid) returns jsonb
language sql volatile as $$
  with
    mention as materialized (
      select m.subject_type, m.subject_id, m.field, m.content
      from mentions_of_contact(contact_id, contact_identifiers(contact_id)) m
      where m.field <> 'employment'
    ),
    -- the rows that may belong to deals, whose reads are recorded
    noted as materialized (
      select m.subject_id as id
      from mention m
      where m.subject_type in ('Deal', 'Location', 'Meeting', 'Agreement', 'Claim', 'Task')
      union
      select p.meeting_id
      from meeting_participant p
      where p.contact_id = contact_dossier.contact_id
    )
  select jsonb_build_object(
    -- the person
    'contact', jsonb_build_object(
      'id', c.id, 'name', c.name, 'publicFigure', c.public_figure,
      'jobTitle', coalesce(e.job_title, c.job_title),
      'emails', coalesce(e.emails, '{}'), 'phones', coalesce(e.phones, '{}'),
      'prospect', (select p.name from prospect p where p.id = e.prospect_id),
      'agency', (select a.name from agency a where a.id = e.agency_id),
      'language', c.language, 'decisionMaker', c.decision_maker, 'lawfulBasis', c.lawful_basis,
      'erasedAt', c.erased_at,
      'enteredBy', (select a.name from agency a where a.id = c.entered_by_id),
      'createdAt', c.created_at, 'updatedAt', c.updated_at
    ),
    -- where they work and worked
    'employments', coalesce(
      (
        select jsonb_agg(
          jsonb_build_object(
            'id', w.id,
            'prospect', (select p.name from prospect p where p.id = w.prospect_id),
            'agency', (select a.name from agency a where a.id = w.agency_id),
            'jobTitle', w.job_title, 'emails', w.emails, 'phones', w.phones, 'from', w.from_from,
            'until', w.until_to, 'current', w.is_main
          )
          order by w.created_at, w.id
        )
        from employment w
        where w.contact_id = c.id
      ),
      '[]'
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
        from mention
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
          or e.subject_type = 'Employment'
          and e.subject_id in (select m.id from employment m where m.contact_id = c.id)
      ),
      '[]'
    )
  )
  from contact c left join employment e on e.contact_id = c.id and e.is_main
  where c.id = contact_dossier.contact_id and note_rows(array(select id::text from noted))
$$;

comment on function contact_dossier(uuid) is
  'Returns everything that is stored about a person, as JSON, as far as the viewer may see it; null if they may not see the contact. Notes the rows that it shows (note_rows). Runs under the policies of the viewer. Keys are those of the API (src/contact/dossier.ts).';

grant execute on function contact_dossier(uuid) to ancrage_service;
