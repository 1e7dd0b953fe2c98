-- Signed-in users see all loads; an OPERATOR adds those that they make. Nothing is changed or removed.

comment on table rate_load is 'A file of reference rates that was read in. Append-only.';
comment on column rate_load.sha256 is 'SHA-256 of the text of the file in UTF-8, in hexadecimal.';
comment on column rate_load.added is 'Rates that were new.';
comment on column rate_load.unchanged is 'Rates that were known and equal.';
comment on column rate_load.corrected is
  'Rates that differ from the one known for the same currency and day.';

call enable_rls('rate_load');
grant select, insert on rate_load to ancrage_service;

create policy viewer_sees on rate_load for select to ancrage_service using ((select viewer_id()) is not null);
create policy viewer_adds on rate_load for insert to ancrage_service
  with check (by_id = (select viewer_id()) and (select viewer_is_operator()));
