create or replace function request_erasure(contact_id uuid, identifiers text[]) returns void
language sql set search_path = public, pg_temp as $$
  with
    -- every text that still names the person, hidden ones included
    remaining as materialized (
      select distinct t.subject_type, t.subject_id, t.field, t.place
      from (
        select m.subject_type, m.subject_id, m.field, m.place
        from texts_with_mention(identifier_pattern(identifiers, false)) m
        union all
        select 'Employment', e.id, 'employment', null
        from employment e
        where e.contact_id = request_erasure.contact_id and employment_text(e) <> ''
      ) t
      where t.subject_type not in ('Export', 'SavedQuestion')
        and t.subject_id is distinct from request_erasure.contact_id
        and not exists (
          -- but for those that the viewer was shown and may change: they chose
          select
          from erasure_mention m
          where m.contact_id = request_erasure.contact_id
            and (m.subject_type, m.subject_id, m.field) = (t.subject_type, t.subject_id, t.field)
            and m.place is not distinct from t.place
            and m.changeable
            and m.recorded_at = now()::timestamptz(3)
        )
    ),
    requested as (
      select e.agency_id, request_key(r.subject_type, r.subject_id, r.field, r.place, e.agency_id) as acl
      from remaining r, unnest(editing_agencies(r.subject_type, r.subject_id)) e (agency_id)
    )
  insert into
    erasure_request (id, contact_id, agency_id, by_agency_id, identifiers, acl, created_at, updated_at)
  select
    new_uuid_v7(), request_erasure.contact_id, r.agency_id, viewer_agency(), request_erasure.identifiers,
    r.acl, now(), now()
  from (select distinct agency_id, acl from requested where acl <> '{}') r
$$;

comment on function request_erasure(uuid, text[]) is
  'Asks the HEADs of the agencies whose rows still name a person to erase it there: one request for each agency and group of HEADs who see the same rows. A request does not say which rows match, and the viewer does not see it unless they are such a HEAD. Not granted to the service: erase_contact() calls it.';
