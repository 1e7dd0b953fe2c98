create or replace function delete_export_content(asked uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from export_part
  where export_id = any(asked);
  delete from export_row
  where export_id = any(asked);
  update export
  set kept_until = null
  where id = any(asked);
$$;
