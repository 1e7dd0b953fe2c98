create or replace function rebuild_search_index() returns void
language plpgsql set search_path = public, pg_temp set maintenance_work_mem = '256MB' as $$
begin
  drop index search_entry_words;
  delete from search_entry;
  insert into search_entry
  select place, subject_id, w.words, w.size, id from (
      select 'prospect' as place, id, id as subject_id, search_document(r) as s from prospect r
      union all select 'contact', id, id, search_document(r) from contact r
      union all select 'employment', id, contact_id, search_document(r) from employment r
      union all select 'deal', id, id, search_document(r) from deal r
      union all select 'deal_identity', deal_id, deal_id, search_document(r) from deal_identity r
      union all select 'meeting', id, id, search_document(r) from meeting r
      union all select 'agreement', id, id, search_document(r) from agreement r
      union all select 'claim', id, id, search_document(r) from claim r) r, lateral search_vector(r.s) w
   where w.words <> '';
  create index search_entry_words on search_entry using gin (words);
end $$;

comment on function rebuild_search_index() is
  'Makes all search entries anew, for the owner: after a bulk load, or after a change of search_words() or search_vector(). The index is built at the end, which is faster than entry by entry.';
