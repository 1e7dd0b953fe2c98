call enable_rls('prospect');
grant select, insert, update (
  name, aliases, legal_name, country, city, sector, headcount, headcount_as_of, revenue_amount,
  revenue_currency, revenue_as_of, website, enterprise_number, lei, confidentiality, archived_at, updated_at,
  version
) on prospect to ancrage_service;
create policy viewer_sees on prospect for select to public using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on prospect for insert to ancrage_service
  with check ((select viewer_id()) is not null and entered_by_id = (select viewer_agency()));
create policy viewer_edits on prospect for update to ancrage_service
  using (acl &&& (select viewer_acl_tokens())) with check (true);
