create or replace function remember_acceptance() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform mark_transaction('ACCEPTANCE', new.id);
  return null;
end $$;

comment on function remember_acceptance() is
  'Marks that the lead of a deal was accepted in this transaction: check_company_widening() asks it. The offer itself has no sign of it: each change of the access of the deal writes its key, and so a new version of the row. Security definer: the service cannot write transaction_mark.';

create trigger remember_acceptance
  after update of status on handover_offer
  for each row when (old.status = 'PENDING' and new.status = 'ACCEPTED')
  execute function remember_acceptance();
