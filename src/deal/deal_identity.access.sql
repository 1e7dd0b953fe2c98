-- Viewers who see the deal in full see and change it; viewers who may change the deal add it, with a prospect
-- that they see. None is removed.

comment on table deal_identity is
  'What identifies a deal. A row of its own: row-level security withholds it, and so every filter, sort and count over it, from viewers who see the deal masked.';
comment on column deal_identity.prospect_id is 'Null while the company is unknown.';
comment on column deal_identity.acl is 'Access key, copied from deal.full_acl.';

call enable_rls('deal_identity');
grant select, insert, update (title, description, prospect_id) on deal_identity to ancrage_service;

create policy viewer_sees on deal_identity for select to public using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on deal_identity for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and can_add_to_deal(deal_id)
    and (prospect_id is null or (exists (select from prospect p where p.id = deal_identity.prospect_id)))
  );
create policy viewer_edits on deal_identity for update to ancrage_service
  using (acl &&& (select viewer_acl_tokens()))
  with check (
    prospect_id is null or (exists (select from prospect p where p.id = deal_identity.prospect_id))
  );

create trigger propagate_access_to_deal_identity
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('deal_identity', 'full_acl');

create trigger set_access_from_deal
  before insert on deal_identity for each row execute function set_access_from_deal('full_acl');
