create or replace function can_see_subject(subject_type text, subject_id uuid) returns boolean
language plpgsql stable as $$
begin
  return case subject_type
    when 'Deal' then exists (select from deal_identity i where i.deal_id = subject_id)
    when 'Location' then exists (select from location l where l.id = subject_id)
    when 'Meeting' then exists (select from meeting m where m.id = subject_id)
    when 'Agreement' then exists (select from agreement a where a.id = subject_id)
    when 'Claim' then exists (select from claim c where c.id = subject_id)
    when 'Task' then exists (select from task t where t.id = subject_id)
    when 'Prospect' then exists (select from prospect p where p.id = subject_id)
    when 'Stake' then exists (select from stake s where s.id = subject_id)
    when 'Contact' then exists (select from contact c where c.id = subject_id)
    when 'Employment' then exists (select from employment e where e.id = subject_id)
    when 'Site' then exists (select from site s where s.id = subject_id)
    when 'IssuedSummary' then exists (select from weekly_summary w where w.id = subject_id)
    when 'ErasureRequest' then exists (select from erasure_request r where r.id = subject_id)
    when 'Export' then exists (select from export e where e.id = subject_id)
    when 'SavedQuestion' then exists (select from saved_question q where q.id = subject_id)
    else false
  end;
end $$;

comment on function can_see_subject(text, uuid) is
  'Returns whether the viewer sees a row in full, by its type in the API and its id. Runs under the policies of the caller, which decide; audit_entry.access.sql has the same list.';

grant execute on function can_see_subject(text, uuid) to ancrage_service;
