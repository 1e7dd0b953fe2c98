-- Every signed-in user sees all users. An ADMIN adds and changes those of the own agency; a
-- row is never removed.
comment on table "user" is 'A person who can sign in, or could until they were deactivated.';
comment on column "user".serial is 'Short number of the user in ACL tokens (acl_tokens_of).';
comment on column "user".email is 'In lower case; identifies the user when signing in.';
comment on column "user".clearance is 'Highest confidentiality that the user may see.';
comment on column "user".language is 'Language of pages, documents and mails.';
comment on column "user".active is 'False: the user cannot sign in.';

call enable_rls('"user"');

grant select, insert, update on "user" to ancrage_service;

create policy viewer_sees on "user" for select to public using ((select viewer_id()) is not null);

create policy admin_adds on "user" for insert to ancrage_service
  with check ((select viewer_is_admin()) and agency_id = (select viewer_agency()));

create policy admin_edits on "user" for update to ancrage_service
  using ((select viewer_is_admin()) and agency_id = (select viewer_agency()))
  with check (agency_id = (select viewer_agency()));
