call enable_rls('search_entry');
grant select on search_entry to ancrage_service;
create policy viewer_sees on search_entry for select to ancrage_service
  using (
    words @@ ((select current_search_query()))
    and case place
      when 'prospect' then (select true from prospect s where s.id = search_entry.subject_id)
      when 'contact' then (select true from contact s where s.id = search_entry.subject_id)
      when 'deal' then (select true from deal s where s.id = search_entry.subject_id)
      when 'deal_identity' then (select true from deal_identity s where s.deal_id = search_entry.subject_id)
      when 'meeting' then (select true from meeting s where s.id = search_entry.subject_id)
      when 'agreement' then (select true from agreement s where s.id = search_entry.subject_id)
      when 'claim' then (select true from claim s where s.id = search_entry.subject_id)
      else null::boolean
    end
  );
