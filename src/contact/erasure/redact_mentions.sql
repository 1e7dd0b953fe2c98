create or replace function redact_mentions(asked uuid) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  written text := contact_name_pattern(asked, true);
  f record;
  kind text;
begin
  if written is null then return; end if;
  for f in select * from free_text_columns() loop
    select atttypid::regtype::text into kind from pg_attribute where attrelid = f.place and attname = f."column";
    execute format(case kind when 'text[]'
        then 'update %1$s set %2$I = array(select regexp_replace(t, $1, ''[…]'', ''gi'') from unnest(%2$I) t) where array_to_string(%2$I, '' '') ~* $1'
        else 'update %1$s set %2$I = regexp_replace(%2$I, $1, ''[…]'', ''gi'') where %2$I ~* $1' end, f.place, f."column")
      using written;
  end loop;
end $$;
