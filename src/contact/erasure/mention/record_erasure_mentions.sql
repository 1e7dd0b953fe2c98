create or replace function record_erasure_mentions(
  contact_id uuid, identifiers text[], chosen_ids uuid[], every_full_name boolean
) returns uuid[]
language sql volatile as $$
  with
    mention as materialized (
      select
        m.*,
        m.changeable
          and (
            m.id = any(chosen_ids)
              -- with the contact go its employments
              or m.subject_type = 'Employment'
              and exists (
                select from contact c where c.id = record_erasure_mentions.contact_id and c.erased_at is null
              )
              or every_full_name
              and fold(m.content) ~ identifier_pattern(identifiers, true)
          ) as is_chosen
      from mentions_of_contact(contact_id, identifiers) m
        -- not those in rows of a deal that the viewer sees masked, such as an offer of its lead
      where m.changeable or can_see_mention(m.subject_type, m.subject_id, m.field, m.place)
    ),
    recorded as (
      insert into erasure_mention (
        id, contact_id, subject_type, subject_id, field, place, redacted, mention, changeable, chosen, by_id
      )
      select
        new_uuid_v7(), record_erasure_mentions.contact_id, m.subject_type, m.subject_id, m.field, m.place,
        false, m.id, m.changeable, coalesce(m.is_chosen, false), viewer_id()
      from mention m
    )
  select array(select m.id from mention m where m.is_chosen)
$$;

comment on function record_erasure_mentions(uuid, text[], uuid[], boolean) is
  'Records where texts that the viewer sees name a person, and which of them the viewer chose to redact; with `every_full_name` all that contain a full name, address or number. Returns the chosen mentions: an unknown one, or one that the viewer may not change, is not among them. Runs under the policies of the viewer.';

grant execute on function record_erasure_mentions(uuid, text[], uuid[], boolean) to ancrage_service;
