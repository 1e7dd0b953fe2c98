create or replace function check_company_widening() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  tokens constant int[] := viewer_acl_tokens();
  other_acls int[];
  leads_all boolean;
begin
  if viewer_id() is null or covers_acl(old.acl, new.acl)
     -- both HEADs have agreed to a handover, in this transaction (remember_acceptance)
     or exists (select from handover_offer o
                 where o.deal_id = new.deal_id and o.status = 'ACCEPTED' and o.decided_by_id = viewer_id()
                   and is_transaction_marked('ACCEPTANCE', o.id)) then
    return null;
  end if;
  select bool_and(d.lead_agency_id = viewer_agency()) into leads_all
    from deal_identity i join deal d on d.id = i.deal_id
   where i.prospect_id = new.prospect_id and d.id <> new.deal_id
     and d.confidentiality in ('RESTRICTED', 'SECRET') and d.full_acl && tokens;
  if leads_all is null or leads_all and viewer_is_head() then
    return null;
  end if;
  other_acls := array(
    select distinct unnest(i.acl) from deal_identity i
     where i.prospect_id = new.prospect_id and i.deal_id <> new.deal_id and i.acl && tokens);
  if not covers_acl(other_acls, new.acl) then
    raise exception 'more users would see the company' using errcode = 'IN001', detail = 'input', hint = 'WIDENS_COMPANY';
  end if;
  return null;
end $$;

comment on function check_company_widening() is
  'Refuses, at commit, that a deal is shown to more users (confidentiality, team, need-to-know list) who could then see its company, while the company has another RESTRICTED or SECRET deal that hides it from them: input error WIDENS_COMPANY, unless the viewer is a HEAD of the agency that leads those deals. Without it, a covered deal opened first and shown afterwards would get around check_prospect_widening(). Counts only deals that the viewer sees in full, so that a refusal never depends on others. Security definer: reads keys that the service cannot compare.';

create constraint trigger check_company_widening
  after update of acl on deal_identity deferrable initially deferred
  for each row when (new.prospect_id is not null and old.acl is distinct from new.acl)
  execute function check_company_widening();
