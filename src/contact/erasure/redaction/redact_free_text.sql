create or replace function redact_free_text(m erasure_mention, name_pattern text) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  f record;
  changed bigint;
begin
  for f in
    select c.*, a.atttypid = 'text[]'::regtype as is_list
      from free_text_columns() c join pg_attribute a on a.attrelid = c.table_name and a.attname = c.column_name
     where c.subject_type = m.subject_type and c.field = m.field
  loop
    -- only the text that was previewed
    execute format(
      'update %1$s set %2$I = %3$s where %4$I = $2 and fold(array_to_string(array[%2$I], '' · '')) ~ $1
          and mention_id($3, $4, $2, $5, null, array_to_string(array[%2$I], '' · '')) = $6',
      f.table_name, f.column_name,
      case when f.is_list
        then format('array(select redact_text(t, $1) from unnest(%I) with ordinality u (t, n) order by n)', f.column_name)
        else format('redact_text(%I, $1)', f.column_name)
      end,
      f.subject_column)
      using name_pattern, m.subject_id, m.contact_id, m.subject_type, m.field, m.mention;
    get diagnostics changed = row_count;
    -- a client that has read the row before must read it again before an edit
    if changed > 0 then
      execute format('update %I set version = version + 1, updated_at = now() where id = $1', lower(m.subject_type))
        using m.subject_id;
    end if;
  end loop;
end $$;

comment on function redact_free_text(erasure_mention, text) is
  'Replaces a name by […] in the free text that a mention was found in, if the text is still the previewed one, append-only records included, and raises the version of its subject. Not granted to the service: redact_mention() calls it.';
