call enable_rls('claim');
grant select, insert, update (embargo_until, updated_at, version) on claim to ancrage_service;
create policy viewer_sees on claim for select to public
  using (
    acl &&& (select viewer_acl_tokens())
    and (agreement_id is null or (exists (select 1 from agreement a where a.id = claim.agreement_id)))
    and (
      embargo_until is null
        or embargo_until <= now()
        or deal_id is not null
        or agency_of_user(by_id) = (select viewer_agency())
        or has_agreement_deal(agreement_id)
    )
  );
create policy viewer_adds on claim for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and by_id = (select viewer_id())
    and (deal_id is null or can_add_to_deal(deal_id))
    and (prospect_id is null or (exists (select from prospect p where p.id = claim.prospect_id)))
    and (agreement_id is null or (exists (select from agreement a where a.id = claim.agreement_id)))
  );
create policy viewer_edits on claim for update to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens())
    and (agreement_id is null or (exists (select 1 from agreement a where a.id = claim.agreement_id)))
    and (
      embargo_until is null
        or embargo_until <= now()
        or deal_id is not null
        or agency_of_user(by_id) = (select viewer_agency())
        or has_agreement_deal(agreement_id)
    )
  ) with check (true);

create trigger propagate_access_to_claim
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('claim', 'full_acl');
