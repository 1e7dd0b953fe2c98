create or replace function upsert_search_entry(
  table_name text, id uuid, document search_document, subject_id uuid default null
) returns void
language plpgsql set search_path = public, pg_temp as $$
declare entry record;
begin
  select * into entry from search_vector(document);
  if entry.words = '' then
    delete from search_entry e where e.place = table_name and e.row_id = id;
  else
    insert into search_entry as e values (table_name, coalesce(upsert_search_entry.subject_id, id), entry.words, entry.size, id)
    on conflict on constraint search_entry_pkey do update set words = excluded.words, size = excluded.size
      where (e.words, e.size) is distinct from (excluded.words, excluded.size);
  end if;
end $$;

comment on function upsert_search_entry(text, uuid, search_document, uuid) is
  'Writes the search entry of a row, under the subject that it finds (by default the row itself), or deletes it where the row has no words. Writes nothing where nothing has changed.';
