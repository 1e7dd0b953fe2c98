create or replace function remove_search_entry() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from search_entry e
   where e.place in ('claim', 'agreement', 'meeting')
     and e.row_id = coalesce(new.claim_id, new.agreement_id, new.meeting_id);
  delete from search_entry e
   where new.deal_id is not null
     and (
       e.place in ('deal', 'deal_identity') and e.row_id = new.deal_id
       or e.place = 'claim' and e.row_id in (select c.id from claim c where c.deal_id = new.deal_id)
     );
  return null;
end $$;

comment on function remove_search_entry() is
  'Removes the search entries of a withdrawn row, and of the claims of a withdrawn deal. search_document() makes none anew. Security definer: the service does not write search_entry.';

create trigger remove_search_entry
  after insert on withdrawal for each row execute function remove_search_entry();
