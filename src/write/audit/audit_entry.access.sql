call enable_rls('audit_entry');
grant select (id, at, user_id, verb, subject_type, subject_id, subject_key, before, after, erased), insert (
  id, at, user_id, verb, subject_type, subject_id, subject_key, before, after, erased
) on audit_entry to ancrage_service;
create policy admin_sees_post on audit_entry for select to ancrage_service
  using ((subject_type in ('CalendarFeed', 'Sending', 'Recipient')) and (select viewer_is_admin()));
create policy admin_sees_rates on audit_entry for select to ancrage_service
  using (subject_type = 'RateLoad' and (select viewer_is_admin()));
create policy admin_sees_sql_logins on audit_entry for select to ancrage_service
  using (subject_type = 'SqlLogin' and (select viewer_is_admin()));
create policy supervisor_sees on audit_entry for select to ancrage_service
  using ((subject_type in ('Export', 'SavedQuestion')) and is_supervisor_of(user_id));
create policy viewer_sees on audit_entry for select to ancrage_service
  using (
    case subject_type
      when 'Deal' then (exists (select 1 from deal_identity i where i.deal_id = audit_entry.subject_id))
      when 'Location' then (exists (select 1 from location l where l.id = audit_entry.subject_id))
      when 'Meeting' then (exists (select 1 from meeting m where m.id = audit_entry.subject_id))
      when 'Agreement' then (exists (select 1 from agreement a where a.id = audit_entry.subject_id))
      when 'Claim' then (exists (select 1 from claim c where c.id = audit_entry.subject_id))
      when 'Task' then (exists (select 1 from task t where t.id = audit_entry.subject_id))
      when 'Prospect' then (exists (select 1 from prospect p where p.id = audit_entry.subject_id))
      when 'Stake' then (exists (select 1 from stake s where s.id = audit_entry.subject_id))
      when 'Contact' then (exists (select 1 from contact c where c.id = audit_entry.subject_id))
      when 'Site' then (exists (select 1 from site s where s.id = audit_entry.subject_id))
      else (subject_type in ('User', 'Agency', 'DealStage', 'Session', 'ApiKey', 'IssuedSummary'))
        and (
          select (exists (select 1 from "user" u where u.id = viewer_id() and u.role = 'ADMIN')) as "exists"
        )
    end
  );
create policy viewer_adds on audit_entry for insert to ancrage_service
  with check (user_id = (select viewer_id()));
