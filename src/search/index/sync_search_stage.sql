create or replace function sync_search_stage() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update search_entry e
     set words = ts_delete(e.words, '#stage.' || old.stage) || array_to_tsvector(array['#stage.' || new.stage])
   where e.place = 'deal' and e.row_id = new.id;
  return null;
end $$;

comment on function sync_search_stage() is
  'Replaces the stage in the search entry of a deal that has moved. It does not make the entry anew: its words have not changed. Security definer: the service does not write search_entry.';

create trigger sync_search_stage
  after update of stage on deal for each row when (old.stage is distinct from new.stage)
  execute function sync_search_stage();
