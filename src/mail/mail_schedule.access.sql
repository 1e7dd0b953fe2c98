-- Every user of an agency sees its schedule; its HEADs add and change it. A row is never removed.
comment on table mail_schedule is
  'When the weekly summary of an agency is issued and mailed to its recipients: once a week, about the week before. At most one for each agency.';
comment on column mail_schedule.weekday is 'From 1, Monday, to 7, Sunday.';
comment on column mail_schedule.hour is 'Hour in Europe/Brussels, from 0 to 23.';
comment on column mail_schedule.ordered_by_id is
  'The HEAD in whose name summaries are issued; null: the schedule is off.';
comment on column mail_schedule.ordered_at is
  'When it was switched on; an hour before that is not due. Null: the schedule is off.';

call enable_rls('mail_schedule');

grant select, insert, update (weekday, hour, ordered_by_id, ordered_at) on mail_schedule to ancrage_service;

create policy viewer_sees on mail_schedule for select to ancrage_service
  using (agency_id = (select viewer_agency()));

create policy head_adds on mail_schedule for insert to ancrage_service
  with check (agency_id = (select viewer_agency()) and (select viewer_is_head()));

create policy head_edits on mail_schedule for update to ancrage_service
  using (agency_id = (select viewer_agency()) and (select viewer_is_head()))
  with check (agency_id = (select viewer_agency()));
