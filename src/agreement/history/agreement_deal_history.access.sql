-- Viewers who see the agreement and the deal in full today, and could see the agreement when the link was removed, see
-- it. The trigger record_history adds rows; none is changed or removed.

comment on table agreement_deal_history is 'An agreement was about a deal until the link was removed.';
comment on column agreement_deal_history.known_since is 'From when the link was recorded.';
comment on column agreement_deal_history.replaced_at is 'When it was removed.';
comment on column agreement_deal_history.acls is 'Access keys of the agreement then, by subject_acls().';
comment on column agreement_deal.known_since is 'From when the link has been recorded.';

call enable_rls('agreement_deal_history');
grant select on agreement_deal_history to ancrage_service;

create policy viewer_sees on agreement_deal_history for select to ancrage_service
  using (
    could_see_entry(acls, (select viewer_acl_tokens()))
    and (exists (select 1 from agreement a where a.id = agreement_deal_history.agreement_id))
    and (exists (select 1 from deal_identity i where i.deal_id = agreement_deal_history.deal_id))
  );

create trigger set_known_since
  before insert on agreement_deal for each row execute function set_known_since('agreement', 'agreement_id');

create trigger record_history
  before delete on agreement_deal for each row execute function record_history('Agreement', 'agreement_id');
