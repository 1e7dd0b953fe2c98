-- Viewers who see all deals of an agreement in full see and change it; without a deal, the agency that
-- entered it does, and all see it if it is OPEN. Until an embargo ends, only the circle of it sees the agreement. A
-- viewer adds agreements of the own agency. None is removed.

comment on table agreement is 'A commitment between parties, which may belong to deals.';
comment on column agreement.standing is 'Only goes forward: DISCUSSED, DRAFT, ANNOUNCED, SIGNED, ENDED.';
comment on column agreement.announced_on is 'Null while it was not announced.';
comment on column agreement.signed_on is
  'Day by which it had been signed: of a partial date the last one, or the day of recording while its range ran. Null while unsigned, and if it ended unsigned.';
comment on column agreement.signed_when_from is
  'First day on which it may have been signed; signed_when_to is the last one.';
comment on column agreement.ended_on is
  'Day on which the agreement, or the talks about it, ended; null before.';
comment on column agreement.embargo_until is 'Null: no embargo.';
comment on column agreement.embargo_circle is
  'USERS: embargo_user_ids; NEED_TO_KNOW: the need-to-know list of its deals as well. Null without an embargo.';
comment on column agreement.embargo_acl is 'Access key of the circle, by embargo_acl().';
comment on column agreement.confidentiality is 'Decides access only while the agreement has no deal.';
comment on column agreement.entered_by_id is 'Agency that entered the agreement.';
comment on column agreement.recorded_at is 'When the agreement was recorded.';
comment on column agreement.acl is
  'Access key: of its deal, the union of the keys of its deals, or unlinked_acl().';
comment on column agreement.shared is
  'It has several deals: a token of acl is necessary, and the viewer must see all deals in full.';

call enable_rls('agreement');
grant select, insert, update (
  title, kind, standing, announced_on, signed_on, signed_when_from, signed_when_to, signed_when_precision,
  place, amount, currency, ended_on, embargo_until, embargo_circle, embargo_user_ids, confidentiality,
  updated_at, version
) on agreement to ancrage_service;

create policy viewer_sees on agreement for select to public
  using (
    acl &&& (select viewer_acl_tokens())
    and (not shared or can_see_every_deal_of_agreement(id))
    and (embargo_until is null or embargo_until <= now() or embargo_acl &&& (select viewer_acl_tokens()))
  );
create policy viewer_adds on agreement for insert to ancrage_service
  with check ((select viewer_id()) is not null and entered_by_id = (select viewer_agency()));
create policy viewer_edits on agreement for update to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens())
    and (not shared or can_see_every_deal_of_agreement(id))
    and (embargo_until is null or embargo_until <= now() or embargo_acl &&& (select viewer_acl_tokens()))
    and (has_agreement_deal(id) or entered_by_id = (select viewer_agency()))
  ) with check (true);
