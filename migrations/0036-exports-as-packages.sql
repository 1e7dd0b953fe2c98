-- An export may be a ZIP archive with a data dictionary. Its size is stored, so that a download can be resumed.
alter table export drop constraint export_form_check;
alter table export add constraint export_form_check check (form in ('CSV', 'ZIP', 'XLSX', 'NDJSON', 'JSON'));

alter table export add column byte_count bigint check (byte_count >= 0);
