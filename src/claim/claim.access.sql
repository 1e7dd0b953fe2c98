-- Viewers of the subject (the deal in full, the prospect or the agreement) see a claim. Those of its deals, and
-- without a deal the agency that recorded it, lift or move its embargo. Until an embargo ends, only the circle of it
-- does. Viewers who may change the deal, or who see the prospect or agreement, add claims
-- in their own name. None is removed.

comment on table claim is
  'Something stated about a deal, a prospect or an agreement (exactly one). What was stated never changes; gradings judge it.';
comment on column claim.wording is 'As stated, in its own language; null if not quoted.';
comment on column claim.stated_on is
  'Day in Europe/Brussels by which it had been stated: the last day of stated_when, or the day of recording while that ran.';
comment on column claim.stated_when_from is 'First possible day; with _to and _precision a partial date.';
comment on column claim.standing is 'Copied from the grading that counts, as reliability and credibility.';
comment on column claim.reliability is 'Admiralty code of the source, A (best) to F.';
comment on column claim.credibility is 'Admiralty code of the statement, 1 (best) to 6.';
comment on column claim.disputes_id is 'Earlier claim that this one contradicts.';
comment on column claim.embargo_until is 'Null: no embargo.';
comment on column claim.embargo_circle is
  'USERS: embargo_user_ids; NEED_TO_KNOW: the need-to-know list of its deals as well. Null without an embargo.';
comment on column claim.embargo_acl is 'Access key of the circle, by embargo_acl().';
comment on column claim.acl is 'Access key, copied from deal.full_acl, prospect.acl or agreement.acl.';
comment on column claim.version is 'Raised by a change of the embargo and by each grading but the first.';

call enable_rls('claim');
grant select, insert, update (embargo_until, embargo_circle, embargo_user_ids, updated_at, version)
  on claim to ancrage_service;

create policy viewer_sees on claim for select to public
  using (
    acl &&& (select viewer_acl_tokens())
    and (agreement_id is null or (exists (select 1 from agreement a where a.id = claim.agreement_id)))
    and (embargo_until is null or embargo_until <= now() or embargo_acl &&& (select viewer_acl_tokens()))
  );
create policy viewer_adds on claim for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and by_id = (select viewer_id())
    -- reports known before stay as they were
    and recorded_at = instant_of_write(recorded_at)
    and (deal_id is null or can_add_to_deal(deal_id))
    and (prospect_id is null or (exists (select from prospect p where p.id = claim.prospect_id)))
    and (agreement_id is null or (exists (select from agreement a where a.id = claim.agreement_id)))
  );
create policy viewer_edits on claim for update to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens())
    and (agreement_id is null or (exists (select 1 from agreement a where a.id = claim.agreement_id)))
    and (embargo_until is null or embargo_until <= now() or embargo_acl &&& (select viewer_acl_tokens()))
    and (
      deal_id is not null
        or has_agreement_deal(agreement_id)
        or agency_of_user(by_id) = (select viewer_agency())
    )
  ) with check (true);

create trigger propagate_access_to_claim
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('claim', 'full_acl');
