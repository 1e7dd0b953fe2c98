call enable_rls('claim_grading');
grant select, insert on claim_grading to ancrage_service;
create policy viewer_sees on claim_grading for select to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens())
    and (exists (select 1 from claim c where c.id = claim_grading.claim_id))
  );
create policy viewer_adds on claim_grading for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and by_id = (select viewer_id())
    and (exists (select from claim c where c.id = claim_grading.claim_id))
  );
