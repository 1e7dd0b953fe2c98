create or replace function can_change_mention(
  subject_type text, subject_id uuid, field text, place text
) returns boolean
language sql stable as $$
  select can_see_mention(subject_type, subject_id, field, place)
    and (
      can_change_subject(subject_type, subject_id)
        -- the entry of an export or a saved question that is no longer there
        or field = 'history'
        and subject_type in ('Export', 'SavedQuestion')
        and exists (select from audit_entry e where e.id = place::uuid and e.user_id = viewer_id())
    )
$$;

comment on function can_change_mention(text, uuid, text, text) is
  'Returns whether the viewer sees the text of a mention and may change the row to which it belongs. Runs under the policies of the caller.';

grant execute on function can_change_mention(text, uuid, text, text) to ancrage_service;
