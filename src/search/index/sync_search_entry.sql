create or replace function sync_search_entry() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    delete from search_entry
     where place = tg_table_name and row_id = (to_jsonb(old) ->> tg_argv[0])::uuid;
  else
    perform upsert_search_entry(tg_table_name, (to_jsonb(new) ->> tg_argv[0])::uuid, search_document(new),
      (to_jsonb(new) ->> tg_argv[1])::uuid);
  end if;
  return null;
end $$;

comment on function sync_search_entry() is
  'Keeps the search entry of a changed row up to date, in the transaction that changes it. The arguments are the name of the key column and, where the row finds another one, the column with its id. Security definer: the service does not write search_entry.';

create trigger sync_search_entry
  after insert or delete or update of title, kind, standing, place, withdrawn_at on agreement for each row
  execute function sync_search_entry('id');

create trigger sync_search_entry
  after insert or delete or update of statement, standing, wording, source_name, source_medium on claim
  for each row execute function sync_search_entry('id');

create trigger sync_search_entry
  after insert or delete or update of name, job_title on contact for each row
  execute function sync_search_entry('id');

create trigger sync_search_entry
  after insert or delete or update of job_title, emails, phones on employment for each row
  execute function sync_search_entry('id', 'contact_id');

create trigger sync_search_entry
  after insert or delete or update of reference, code_name, sector, activity, type on deal for each row
  execute function sync_search_entry('id');

create trigger sync_search_entry
  after insert or delete or update of title, description on deal_identity for each row
  execute function sync_search_entry('deal_id');

create trigger sync_search_entry
  after insert or delete or update of title, status, place, outcome, cancel_reason, topics, withdrawn_at on
    meeting for each row execute function sync_search_entry('id');

create trigger sync_search_entry
  after insert or delete or update of name, legal_name, enterprise_number, lei, aliases, city, website,
    country, sector on prospect for each row execute function sync_search_entry('id');
