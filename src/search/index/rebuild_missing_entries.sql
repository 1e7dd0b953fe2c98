-- A migration that changes what contacts are found by removes their entries; they are made anew here.
do $$
begin
  if exists (select from contact where name is not null)
    and not exists (select from search_entry where place = 'contact') then
    perform rebuild_search_index();
  end if;
end $$;
