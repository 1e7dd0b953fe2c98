create or replace function sync_search_entry_of_agreement() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform upsert_search_entry('agreement', a.id, search_document(a)) from agreement a
    where a.id = case tg_op when 'DELETE' then old.agreement_id else new.agreement_id end;
  return null;
end $$;

comment on function sync_search_entry_of_agreement() is
  'Keeps the search entry of an agreement up to date when its parties change: the names of parties that are not in the system are searched too. Security definer: the service does not write search_entry.';

create trigger sync_search_entry_of_agreement
  after insert or delete or update of name on agreement_party for each row
  execute function sync_search_entry_of_agreement();
