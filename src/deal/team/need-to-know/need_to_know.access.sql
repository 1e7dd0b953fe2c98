-- Viewers who see the deal in full see and shorten the list; viewers who may change the deal add users in their
-- own name. None is changed.

comment on table need_to_know is
  'A user who sees a deal in full whatever their agency and clearance. Of a SECRET deal, only they do.';
comment on column need_to_know.by_id is 'User who added them.';
comment on column need_to_know.acl is 'Access key, copied from deal.full_acl.';

call enable_rls('need_to_know');
grant select, insert, delete on need_to_know to ancrage_service;

create policy viewer_sees on need_to_know for select to ancrage_service
  using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on need_to_know for insert to ancrage_service
  with check ((select viewer_id()) is not null and can_add_to_deal(deal_id) and by_id = (select viewer_id()));
create policy viewer_removes on need_to_know for delete to ancrage_service
  using (acl &&& (select viewer_acl_tokens()));

create trigger propagate_access_to_need_to_know
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('need_to_know', 'full_acl');

create trigger set_access_from_deal
  before insert on need_to_know for each row execute function set_access_from_deal('full_acl');
