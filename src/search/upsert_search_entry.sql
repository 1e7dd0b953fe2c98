create or replace function upsert_search_entry(place text, id uuid, s search_document) returns void
language plpgsql set search_path = public, pg_temp as $$
declare entry record;
begin
  select * into entry from search_vector(s);
  if entry.words = '' then
    delete from search_entry e where e.place = upsert_search_entry.place and e.subject_id = id;
  else
    insert into search_entry as e values (place, id, entry.words, entry.size)
    on conflict on constraint search_entry_pkey do update set words = excluded.words, size = excluded.size
      where (e.words, e.size) is distinct from (excluded.words, excluded.size);
  end if;
end $$;
