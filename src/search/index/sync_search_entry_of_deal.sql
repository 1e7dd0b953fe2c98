create or replace function sync_search_entry_of_deal() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  changed constant jsonb := to_jsonb(case tg_op when 'DELETE' then old else new end);
begin
  perform upsert_search_entry('deal_identity', i.deal_id, search_document(i))
    from deal_identity i
   where case tg_table_name
      when 'site' then i.deal_id in (select l.deal_id from location l where l.site_id = (changed ->> 'id')::uuid)
      else i.deal_id = (changed ->> tg_argv[0])::uuid
    end;
  return null;
end $$;

comment on function sync_search_entry_of_deal() is
  'Keeps the search entry of a deal_identity up to date when a row changes whose texts or codes it has (deal_texts.sql): a place, a job projection, a loss, or the deal itself. The argument is the column with the id of the deal; a site has the deals for which it competes. Security definer: the service does not write search_entry.';

create trigger sync_search_entry_of_deal
  after update of sector, activity, type on deal for each row
  execute function sync_search_entry_of_deal('id');

create trigger sync_search_entry_of_deal
  after insert or delete or update of town, standing, withdrawn_at on location for each row
  execute function sync_search_entry_of_deal('deal_id');

create trigger sync_search_entry_of_deal
  after insert or delete or update of wording, source_name, source_medium on job_projection_text for each row
  execute function sync_search_entry_of_deal('deal_id');

create trigger sync_search_entry_of_deal
  after delete or update of withdrawn_at on job_projection for each row
  execute function sync_search_entry_of_deal('deal_id');

create trigger sync_search_entry_of_deal
  after insert or delete or update of wording, source_name, source_medium, reopened_at, replaced_at on
    loss_reason for each row execute function sync_search_entry_of_deal('deal_id');

create trigger sync_search_entry_of_deal
  after insert or delete or update of town, source_name, source_medium, reopened_at, replaced_at on
    loss_destination for each row execute function sync_search_entry_of_deal('deal_id');

create trigger sync_search_entry_of_deal
  after update of name on site for each row execute function sync_search_entry_of_deal();
