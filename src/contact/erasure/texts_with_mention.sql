create or replace function texts_with_mention(name_pattern text, excluded_subject_id uuid) returns table (
  subject_type text, subject_id uuid, field text, content text
)
language plpgsql volatile as $$
declare
  f record;
begin
  if name_pattern is null then return; end if;
  for f in select * from free_text_columns() loop
    return query execute format(
      'select %1$L, %2$I, %3$L, content
         from (select %2$I, array_to_string(array[%4$I], '' · '') as content from %5$s) t
        where fold(content) ~ $1',
      f.subject_type, f.subject_column, f.field, f.column_name, f.table_name)
      using name_pattern;
  end loop;
  return query
    select e.subject_type, e.subject_id, 'history', null::text from audit_entry e
     where e.subject_id is distinct from excluded_subject_id and fold(concat(e.before, e.after)) ~ name_pattern;
end $$;

comment on function texts_with_mention(text, uuid) is
  'Returns the free texts that match a folded regular expression (contact_name_pattern), and with the field `history` and no content the audit entries, but for those of one subject. Runs under the policies of the caller, so a viewer gets only what they may read.';

grant execute on function texts_with_mention(text, uuid) to ancrage_service;
