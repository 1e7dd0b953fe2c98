create or replace function delete_export_content(export_ids uuid[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from export_part
  where export_id = any(export_ids);
  delete from export_row
  where export_id = any(export_ids);
  update export
  set kept_until = null
  where id = any(export_ids);
$$;

comment on function delete_export_content(uuid[]) is
  'Deletes the stored content and the row ids of exports; the exports themselves stay. Not granted to the service: purge_exports() and redact_mention() call it.';
