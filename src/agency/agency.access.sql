-- Every signed-in user sees all agencies. An OPERATOR adds and changes them; a row is never removed.
comment on table agency is
  'A public body that works on deals: its users, its deals and its contacts belong to it.';
comment on column agency.serial is 'Short number of the agency in ACL tokens (agency_acl_token).';
comment on column agency.code is 'Short name in addresses and filters, such as awex.';
comment on column agency.country is 'Country of telephone numbers without a country code.';
comment on column agency.active is 'False: none of its users can sign in.';
comment on column agency.version is
  'Starts at 1 and grows with each change; a writer states the version that it changes.';

call enable_rls('agency');

grant select, insert, update on agency to ancrage_service;

create policy viewer_sees on agency for select to public using ((select viewer_id()) is not null);

create policy operator_adds on agency for insert to ancrage_service
  with check ((select viewer_id()) is not null and (select viewer_is_operator()));

create policy operator_edits on agency for update to ancrage_service
  using ((select viewer_is_operator())) with check (true);
