-- Every user of an agency sees its recipients, and a recipient sees where they are one. HEADs add recipients
-- to their agency, and every user adds themselves; a HEAD or the recipient sets removed_at,
-- and the recipient chooses language and attachment. A row is never removed.
comment on table recipient is
  'Users who get the weekly summaries of an agency by mail; they may belong to another agency.';
comment on column recipient.language is 'The language of their mails; null: the language of the user.';
comment on column recipient.removed_at is 'Null: still a recipient.';

call enable_rls('recipient');

grant select, insert, update (language, attachment, removed_at) on recipient to ancrage_service;

create policy viewer_sees on recipient for select to ancrage_service
  using (agency_id = (select viewer_agency()) or user_id = (select viewer_id()));

create policy head_adds on recipient for insert to ancrage_service
  with check (agency_id = (select viewer_agency()) and (select viewer_is_head()));

create policy viewer_adds on recipient for insert to ancrage_service
  with check (user_id = (select viewer_id()));

create policy head_or_recipient_edits on recipient for update to ancrage_service
  using (user_id = (select viewer_id()) or agency_id = (select viewer_agency()) and (select viewer_is_head()))
  with check (true);
