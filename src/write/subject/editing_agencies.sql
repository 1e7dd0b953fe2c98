create or replace function editing_agencies(subject_type text, subject_id uuid) returns uuid[]
language plpgsql stable as $$
begin
  return case subject_type
    when 'Deal' then array(
      select t.agency_id from deal_team t
       where t.deal_id = subject_id and t.until_day is null and t.role in ('LEAD', 'SUPPORT'))
    when 'Location' then
      editing_agencies('Deal', (select l.deal_id from location l where l.id = subject_id))
    when 'Prospect' then array(
      select p.entered_by_id from prospect p where p.id = subject_id
      union select unnest(editing_agencies('Deal', i.deal_id)) from deal_identity i where i.prospect_id = subject_id)
    when 'Stake' then array(
      select unnest(editing_agencies('Prospect', s.holder_id) || editing_agencies('Prospect', s.held_id))
        from stake s where s.id = subject_id)
    when 'Contact' then array(
      select c.entered_by_id from contact c where c.id = subject_id
      union
      select unnest(editing_agencies('Prospect', e.prospect_id)) from employment e where e.contact_id = subject_id)
    when 'Employment' then array(
      select c.entered_by_id from employment e join contact c on c.id = e.contact_id where e.id = subject_id
      union select unnest(editing_agencies('Prospect', e.prospect_id)) from employment e where e.id = subject_id)
    when 'Site' then array(select s.entered_by_id from site s where s.id = subject_id)
    when 'Meeting' then array(
      select unnest(array[m.entered_by_id, m.host_agency_id]) from meeting m where m.id = subject_id
      union
      select unnest(editing_agencies('Deal', h.deal_id)) from meeting_deal h where h.meeting_id = subject_id)
    when 'Agreement' then array(
      -- without a deal the agency that entered it; with deals those that work on all of them
      select a.entered_by_id from agreement a
       where a.id = subject_id and not exists (select from agreement_deal h where h.agreement_id = a.id)
      union all
      select e.agency_id
        from agreement_deal h, unnest(editing_agencies('Deal', h.deal_id)) e (agency_id)
       where h.agreement_id = subject_id
       group by e.agency_id
      having count(*) = (select count(*) from agreement_deal h where h.agreement_id = subject_id))
    when 'Claim' then (
      select case
          when c.deal_id is not null then editing_agencies('Deal', c.deal_id)
          when exists (select from agreement_deal h where h.agreement_id = c.agreement_id)
            then editing_agencies('Agreement', c.agreement_id)
          else array[agency_of_user(c.by_id)]
        end
        from claim c where c.id = subject_id)
    when 'Task' then array(
      select t.entered_by_id from task t where t.id = subject_id
      union select unnest(editing_agencies('Deal', t.deal_id)) from task t where t.id = subject_id
      union
      select unnest(editing_agencies('Meeting', t.meeting_id))
        from task t where t.id = subject_id and t.deal_id is null)
    when 'IssuedSummary' then array(select w.agency_id from weekly_summary w where w.id = subject_id)
    else '{}'::uuid[]
  end;
end $$;

comment on function editing_agencies(text, uuid) is
  'Returns the agencies whose users may change a row, by its type in the API and its id. The services check the same for each type: src/deal/deal-access.ts, prospect/prospect-access.ts, contact/contact-access.ts, meeting/meeting-access.ts, task/task-access.ts, agreement/agreement.service.ts, claim/claim.service.ts. Runs under the policies of the caller: for a viewer, as far as they see the teams.';

grant execute on function editing_agencies(text, uuid) to ancrage_service;
