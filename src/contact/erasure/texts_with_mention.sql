create or replace function texts_with_mention(written text, besides uuid) returns table (
  subject_type text, subject_id uuid, field text, said text
)
language plpgsql volatile as $$
declare
  f record;
begin
  if written is null then return; end if;
  for f in select * from free_text_columns() loop
    return query execute format(
      'select %L, %I, %L, said from (select %I, array_to_string(array[%I], '' · '') as said from %s) t where fold(said) ~ $1',
      f.subject_type, f.subject_column, lower(left(f.field, 1)) || substr(f.field, 2), f.subject_column, f."column", f.place)
      using written;
  end loop;
  return query select e.subject_type, e.subject_id, 'history', null::text from audit_entry e
    where e.subject_id is distinct from besides and fold(concat(e.before, e.after)) ~ written;
end $$;

comment on function texts_with_mention(text, uuid) is
  'Runs as whoever asks: a place is told to who may read it.';

grant execute on function texts_with_mention(text, uuid) to ancrage_service;
