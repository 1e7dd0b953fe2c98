-- A prospect with deals is visible to viewers who see one of them in full; without a deal, to the agency that
-- entered it, or to all if it is OPEN. Of these viewers, those that can_change_subject() admits change it. A viewer adds
-- prospects of the own agency. None is removed; it is archived.

comment on table prospect is 'A company that the region courts or follows.';
comment on column prospect.sector is
  'NACE Rev. 2 section (a letter) or division (two digits); null if unknown.';
comment on column prospect.headcount_as_of is 'Day to which the headcount refers.';
comment on column prospect.revenue_as_of is 'Day to which the revenue refers.';
comment on column prospect.lei is 'Legal entity identifier, ISO 17442.';
comment on column prospect.confidentiality is 'Decides access only while the prospect has no deal.';
comment on column prospect.entered_by_id is 'Agency that entered the prospect.';
comment on column prospect.acl is 'Access key: the union of deal.full_acl of its deals, or unlinked_acl().';

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
  using (acl &&& (select viewer_acl_tokens())) with check (can_change_subject('Prospect', id));
