create or replace function refresh_meeting_access(meeting_id uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Lock first, read after: two writers at once must both be in the union.
  perform from meeting m where m.id = refresh_meeting_access.meeting_id for update;
  update meeting m set acl = k.acl, deal_count = k.deal_count, shared = k.deal_count > 1
    from (
      select count(*) as deal_count,
          case
            when count(*) = 0 then (
              select unlinked_meeting_acl(f) from meeting f where f.id = refresh_meeting_access.meeting_id
            )
            else array(
              select distinct unnest(h.acl)
                from meeting_deal h where h.meeting_id = refresh_meeting_access.meeting_id order by 1
            )
          end as acl
        from meeting_deal d where d.meeting_id = refresh_meeting_access.meeting_id
    ) k
   where m.id = refresh_meeting_access.meeting_id
     and (m.acl, m.deal_count, m.shared) is distinct from (k.acl, k.deal_count, k.deal_count > 1);
  perform sync_held_range(refresh_meeting_access.meeting_id);
end $$;

comment on function refresh_meeting_access(uuid) is
  'Computes the access key of a meeting again, its number of deals and whether it is shared, then meeting_deal.held_range. Without a deal: unlinked_meeting_acl(). With one: its full key. With several, the meeting is shared and its key is the union: one of the tokens is necessary, and the viewer must see all deals. Security definer: it reads deals that the writer may not see.';
