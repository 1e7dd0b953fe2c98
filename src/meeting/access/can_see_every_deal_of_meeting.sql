create or replace function can_see_every_deal_of_meeting(meeting_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (
    select 1
    from meeting_deal h join deal d on d.id = h.deal_id
    where h.meeting_id = can_see_every_deal_of_meeting.meeting_id
      and not d.full_acl &&& (select viewer_acl_tokens())
  )
$$;

comment on function can_see_every_deal_of_meeting(uuid) is
  'Returns whether the viewer sees all deals of a meeting in full; true if it has none. Security definer: the links of deals that the viewer does not see count.';

grant execute on function can_see_every_deal_of_meeting(uuid) to ancrage_service;
