create or replace function redact_mentions(contact_id uuid) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  full_name_pattern text := contact_name_pattern(contact_id, true);
  f record;
  column_type text;
begin
  if full_name_pattern is null then return; end if;
  for f in select * from free_text_columns() loop
    select atttypid::regtype::text into column_type
      from pg_attribute where attrelid = f.table_name and attname = f.column_name;
    execute format(
      case column_type
        when 'text[]' then
          'update %1$s set %2$I = array(select regexp_replace(t, $1, ''[…]'', ''gi'') from unnest(%2$I) t)
            where array_to_string(%2$I, '' '') ~* $1'
        else 'update %1$s set %2$I = regexp_replace(%2$I, $1, ''[…]'', ''gi'') where %2$I ~* $1'
      end,
      f.table_name, f.column_name)
      using full_name_pattern;
  end loop;
end $$;

comment on function redact_mentions(uuid) is
  'Replaces the full names, addresses and numbers of a contact by […] in every free text. Not granted to the service: erase_contact() calls it.';
