-- Viewers of the claim see its gradings. Those of its deals, and without a deal the agency that recorded the claim,
-- add some in their own name. Nothing is changed or removed.

comment on table claim_grading is
  'A judgement of a claim. Append-only: a correction is a new row that names the one it replaces.';
comment on column claim_grading.ordinal is 'Number within the claim in the order of recording, from 1.';
comment on column claim_grading.graded_on is 'Day from which the grading counts.';
comment on column claim_grading.reason is 'Null only for the first grading.';
comment on column claim_grading.replaces_id is 'Grading of the same claim that this one corrects.';
comment on column claim_grading.acl is 'Access key, copied from the claim.';

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
    -- reports known before stay as they were
    and recorded_at = instant_of_write(recorded_at)
    and (
      exists (
        select
        from claim c
        where c.id = claim_grading.claim_id
          and (
            c.deal_id is not null
              or has_agreement_deal(c.agreement_id)
              or agency_of_user(c.by_id) = (select viewer_agency())
          )
      )
    )
  );
