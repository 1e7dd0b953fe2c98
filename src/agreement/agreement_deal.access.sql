-- Viewers who see both the agreement and the deal in full see and remove the link; viewers who may change the
-- deal and see the agreement add it. None is changed.

comment on table agreement_deal is 'An agreement belongs to a deal.';
comment on column agreement_deal.acl is 'Access key, copied from deal.full_acl.';

call enable_rls('agreement_deal');
grant select, insert, delete on agreement_deal to ancrage_service;

create policy viewer_sees on agreement_deal for select to public
  using (
    acl &&& (select viewer_acl_tokens())
    and (exists (select 1 from agreement a where a.id = agreement_deal.agreement_id))
  );
create policy viewer_adds on agreement_deal for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and can_add_to_deal(deal_id)
    and (exists (select from agreement a where a.id = agreement_deal.agreement_id))
  );
create policy viewer_removes on agreement_deal for delete to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens())
    and (exists (select 1 from agreement a where a.id = agreement_deal.agreement_id))
  );

create trigger set_access_from_deal
  before insert on agreement_deal for each row execute function set_access_from_deal('full_acl');

create trigger propagate_access_to_agreement_deal
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('agreement_deal', 'full_acl');
