create or replace function refresh_meeting_access(asked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from meeting where id = asked for update;
  update meeting m set acl = k.key, deal_count = k.deals, shared = k.deals > 1
    from (select count(*) as deals,
                 case when count(*) = 0 then (select unlinked_meeting_acl(f) from meeting f where f.id = asked)
                      else array(select distinct unnest(h.acl) from meeting_deal h where h.meeting_id = asked order by 1) end as key
            from meeting_deal where meeting_id = asked) k
   where m.id = asked and (m.acl, m.deal_count, m.shared) is distinct from (k.key, k.deals, k.deals > 1);
  perform sync_held_range(asked);
end $$;
