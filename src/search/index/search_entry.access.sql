-- A viewer sees the entries that match the current search, of rows that they see. Only triggers write entries.

comment on table search_entry is
  'What the search finds a row by: its words as lexemes, without the text itself and without an access key. Who may find a row is decided by the policies of the row.';

comment on column search_entry.place is 'Table of the row.';
comment on column search_entry.subject_id is
  'What is found: the id of the row, the deal_id of deal_identity, the contact_id of employment.';
comment on column search_entry.row_id is 'Key of the row: its id, or the deal_id of deal_identity.';
comment on column search_entry.words is
  'Lexemes: word (anywhere), ^word (in a name), ~word (typo key of a word in a name), =n (words of the shortest name).';
comment on column search_entry.size is 'Number of words of the shortest name; 1 without names.';

call enable_rls('search_entry');

grant select on search_entry to ancrage_service;

create policy viewer_sees on search_entry for select to ancrage_service
  using (
    words @@ ((select current_search_query()))
    and case place
      when 'prospect' then (select true from prospect s where s.id = search_entry.subject_id)
      when 'contact' then (select true from contact s where s.id = search_entry.subject_id)
      when 'employment' then (select true from employment s where s.id = search_entry.row_id)
      when 'deal' then (select true from deal s where s.id = search_entry.subject_id)
      when 'deal_identity' then (select true from deal_identity s where s.deal_id = search_entry.subject_id)
      when 'meeting' then (select true from meeting s where s.id = search_entry.subject_id)
      when 'agreement' then (select true from agreement s where s.id = search_entry.subject_id)
      when 'claim' then (select true from claim s where s.id = search_entry.subject_id)
      else null::boolean
    end
  );
