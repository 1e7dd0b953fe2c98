call enable_rls('weekly_line');
grant select on weekly_line to ancrage_service;
create policy viewer_sees on weekly_line for select to ancrage_service
  using (
    case
      when cardinality(deal_ids) > 1 then could_see_then_and_now(summary_id, deal_ids, words)
      else acl &&& (select viewer_acl_tokens())
    end
    and case
      when cardinality(deal_ids) <> 1 then true
      when words then (exists (select 1 from deal_identity i where i.deal_id = weekly_line.deal_ids[1]))
      else (exists (select 1 from deal d where d.id = weekly_line.deal_ids[1]))
    end
    and case
      when kind in ('meetingHeld', 'meetingComing') then (
        exists (select 1 from meeting m where m.id = weekly_line.source_id)
      )
      when kind = 'agreementSigned' then (
        exists (select 1 from agreement a where a.id = weekly_line.source_id)
      )
      when kind in ('fact', 'rumour', 'denied', 'dispute') then (
        exists (select 1 from claim c where c.id = weekly_line.source_id)
      )
      else true
    end
  );
