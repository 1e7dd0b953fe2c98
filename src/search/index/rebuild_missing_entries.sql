-- An upgrade that changes what rows are found by makes all entries anew: since the entries have codes, those without any
-- are older; a migration that changes what contacts are found by removes their entries.
do $$
begin
  if exists (select from search_entry where not words @@ '''#'':*'::tsquery)
    or exists (select from contact where name is not null)
    and not exists (select from search_entry where place = 'contact') then
    perform rebuild_search_index();
  end if;
end $$;
