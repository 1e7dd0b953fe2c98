create or replace function texts_with_mention(name_pattern text) returns table (
  subject_type text, subject_id uuid, field text, place text, content text
)
language plpgsql volatile as $$
declare
  f record;
begin
  if name_pattern is null then return; end if;
  for f in select * from free_text_columns() loop
    return query execute format(
      'select %1$L, %2$I, %3$L, null::text, content
         from (select %2$I, array_to_string(array[%4$I], '' · '') as content from %5$s) t
        where fold(content) ~ $1 and %2$I is not null',
      f.subject_type, f.subject_column, f.field, f.column_name, f.table_name)
      using name_pattern;
  end loop;
  -- issued summaries
  return query
    select 'IssuedSummary', w.summary_id, v.field, w.deal_id::text, v.content
      from weekly_deal_text w, lateral (values ('title', w.title), ('prospect', w.prospect)) v (field, content)
     where fold(v.content) ~ name_pattern
    union
    select 'IssuedSummary', d.summary_id, 'codeName', d.deal_id::text, d.code_name
      from weekly_deal d where fold(d.code_name) ~ name_pattern
    union all
    select 'IssuedSummary', w.id, 'reason', null, w.reason
      from weekly_summary w where fold(w.reason) ~ name_pattern
    union all
    select 'IssuedSummary', l.summary_id, 'line', l.ordinal::text, t.content
      from weekly_line l, lateral (select string_agg(v, ' · ') as content from json_texts(l.body) v) t
     where fold(l.body::text) ~ name_pattern and fold(t.content) ~ name_pattern;
  -- saved questions: values only, no key of a filter
  return query
    select 'SavedQuestion', q.id, 'question', null::text, t.content
      from saved_question q,
        lateral (select q.name || coalesce(string_agg(' · ' || v, ''), '') as content from json_texts(q.question) v) t
     where fold(t.content) ~ name_pattern;
  -- the audit trail: values only as well
  return query
    select e.subject_type, e.subject_id, 'history', e.id::text, t.content
      from audit_entry e,
        lateral (
          select string_agg(v, ' · ') as content from json_texts(jsonb_build_array(e.before, e.after)) v
           where fold(v) ~ name_pattern
        ) t
     where fold(concat(e.before, e.after)) ~ name_pattern and t.content is not null;
end $$;

comment on function texts_with_mention(text) is
  'Returns the texts that match a folded regular expression (identifier_pattern): free texts, lines of issued summaries, saved questions, and with the field `history` the values of audit entries. `place` is the place within the subject: the id of an audit entry, the line or deal of an issued summary. Runs under the policies of the caller, so a viewer gets only what they may read.';

grant execute on function texts_with_mention(text) to ancrage_service;
