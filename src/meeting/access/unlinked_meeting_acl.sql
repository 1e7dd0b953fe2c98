create or replace function unlinked_meeting_acl(m meeting) returns int[]
language sql stable as $$
  select array(
    select distinct
      unnest(
        unlinked_acl(m.confidentiality, m.entered_by_id) || unlinked_acl(m.confidentiality, m.host_agency_id)
      )
    order by 1
  )
$$;

comment on function unlinked_meeting_acl(meeting) is
  'Returns the access key of a meeting without a deal: all if it is OPEN, otherwise the agencies that entered and that host it.';

grant execute on function unlinked_meeting_acl(meeting) to ancrage_service;
