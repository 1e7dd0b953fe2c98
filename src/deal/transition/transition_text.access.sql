-- Viewers who see the deal in full see the reason; viewers who may change the deal add it. None is changed or
-- removed.

comment on table transition_text is
  'The reason for a transition, in a table of its own, because it may contain names.';
comment on column transition_text.acl is 'Access key, copied from deal.full_acl.';

call enable_rls('transition_text');
grant select, insert on transition_text to ancrage_service;

create policy viewer_sees on transition_text for select to public
  using (acl &&& (select viewer_acl_tokens()));
create policy viewer_adds on transition_text for insert to ancrage_service
  with check ((select viewer_id()) is not null and can_add_to_deal(deal_id));

create trigger propagate_access_to_transition_text
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('transition_text', 'full_acl');

create trigger set_access_from_deal
  before insert on transition_text for each row execute function set_access_from_deal('full_acl');
