create or replace function has_meeting_since(contact_id uuid, day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select 1
    from contact c join meeting_participant p on p.contact_id = c.id join meeting m on m.id = p.meeting_id
    where c.id = has_meeting_since.contact_id
      and c.acl &&& (select viewer_acl_tokens())
      and c.entered_by_id = (select viewer_agency())
      and greatest(m.when_to, m.updated_at::date) >= day
  )
$$;

comment on function has_meeting_since(uuid, date) is
  'Returns whether a contact has a meeting that ended or was changed on or after a day. Counts meetings that the viewer may not see, as they are a reason to keep the contact. Security definer for that; false for a contact that the viewer does not see or another agency entered.';

grant execute on function has_meeting_since(uuid, date) to ancrage_service;
