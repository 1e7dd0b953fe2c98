call enable_rls('agreement');
grant select, insert, update (
  title, kind, standing, signed_on, place, amount, currency, ended_on, embargo_until, confidentiality,
  updated_at, version
) on agreement to ancrage_service;
create policy viewer_sees on agreement for select to public
  using (
    acl &&& (select viewer_acl_tokens())
    and (not shared or can_see_every_deal_of_agreement(id))
    and (
      embargo_until is null
        or embargo_until <= now()
        or entered_by_id = (select viewer_agency())
        or has_agreement_deal(id)
    )
  );
create policy viewer_adds on agreement for insert to ancrage_service
  with check ((select viewer_id()) is not null and entered_by_id = (select viewer_agency()));
create policy viewer_edits on agreement for update to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens())
    and (not shared or can_see_every_deal_of_agreement(id))
    and (
      embargo_until is null
        or embargo_until <= now()
        or entered_by_id = (select viewer_agency())
        or has_agreement_deal(id)
    )
  ) with check (true);
