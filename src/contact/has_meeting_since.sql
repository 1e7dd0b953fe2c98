create or replace function has_meeting_since(asked uuid, day date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select 1
    from contact c join meeting_participant p on p.contact_id = c.id join meeting m on m.id = p.meeting_id
    where c.id = asked
      and c.acl &&& (select viewer_acl_tokens())
      and c.entered_by_id = (select viewer_agency())
      and greatest(m.when_to, m.updated_at::date) >= day
  )
$$;

comment on function has_meeting_since(uuid, date) is
  'A summary is of the week that it says, and issued once that has begun; of a hidden person nothing is said.';

grant execute on function has_meeting_since(uuid, date) to ancrage_service;
