create or replace function refuse_widening(row_id uuid, led_by_viewer boolean, path text) returns void
language plpgsql stable set search_path = public, pg_temp as $$
begin
  if not coalesce(
    viewer_is_head()
    and led_by_viewer
    and row_id::text = any (string_to_array(coalesce(current_setting('ancrage.widened_rows', true), ''), ' ')),
    false
  ) then
    raise exception 'more users would see the row' using errcode = 'IN001', detail = path, hint = 'WIDENS_ACCESS';
  end if;
end $$;

comment on function refuse_widening(uuid, boolean, text) is
  'Raises the input error WIDENS_ACCESS unless the viewer is a HEAD of the lead agency of what the row leaves, and has stated it in the input (`widensAccess`; src/write/widening/widening.ts). Not granted to the service: triggers call it.';
