-- Viewers who see the deal, at least masked, see it. The trigger record_capex_history adds rows; none is
-- changed or removed.

comment on table capex_history is
  'Capex that was recorded for a deal until it was replaced. The present one is in deal.';
comment on column capex_history.ordinal is 'Number within the deal, from 1.';
comment on column capex_history.low is 'Null if the capex was not stated.';
comment on column capex_history.replaced_at is 'Until when it was recorded.';
comment on column capex_history.acl is 'Access key, copied from deal.masked_acl.';

call enable_rls('capex_history');
grant select on capex_history to ancrage_service;

create policy viewer_sees on capex_history for select to ancrage_service
  using (acl &&& (select viewer_acl_tokens()));

create trigger set_access_from_deal
  before insert on capex_history for each row execute function set_access_from_deal('masked_acl');

create trigger propagate_access_to_capex_history
  after update on deal for each row when (old.masked_acl is distinct from new.masked_acl)
  execute function propagate_deal_access('capex_history', 'masked_acl');
