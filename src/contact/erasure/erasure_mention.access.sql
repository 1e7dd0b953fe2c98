call enable_rls('erasure_mention');
grant select on erasure_mention to ancrage_service;
create policy viewer_sees on erasure_mention for select to ancrage_service
  using (
    case subject_type
      when 'Deal' then (exists (select 1 from deal_identity i where i.deal_id = erasure_mention.subject_id))
      when 'Location' then (exists (select 1 from location l where l.id = erasure_mention.subject_id))
      when 'Meeting' then (exists (select 1 from meeting m where m.id = erasure_mention.subject_id))
      when 'Agreement' then (exists (select 1 from agreement a where a.id = erasure_mention.subject_id))
      when 'Claim' then (exists (select 1 from claim c where c.id = erasure_mention.subject_id))
      when 'Task' then (exists (select 1 from task t where t.id = erasure_mention.subject_id))
      when 'Prospect' then (exists (select 1 from prospect p where p.id = erasure_mention.subject_id))
      when 'Stake' then (exists (select 1 from stake s where s.id = erasure_mention.subject_id))
      when 'Contact' then (exists (select 1 from contact c where c.id = erasure_mention.subject_id))
      when 'Site' then (exists (select 1 from site s where s.id = erasure_mention.subject_id))
      else (subject_type in ('User', 'Agency', 'DealStage', 'Session', 'ApiKey', 'IssuedSummary'))
        and (
          select (exists (select 1 from "user" u where u.id = viewer_id() and u.role = 'ADMIN')) as "exists"
        )
    end
  );
