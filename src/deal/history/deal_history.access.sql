-- Viewers who see the deal today, at least masked, and could when the row was recorded see it. The trigger
-- record_deal_history adds rows; none is changed or removed, except that an erasure redacts a name.

comment on table deal_history is
  'What was recorded of a deal until an edit replaced it. The present values are in deal.';
comment on column deal_history.known_since is
  'From when it was recorded; -infinity for the first row of a deal.';
comment on column deal_history.replaced_at is 'Until when it was recorded.';
comment on column deal_history.acls is 'The key deal.masked_acl then.';
comment on column deal_history.full_acls is 'The key deal.full_acl then: viewers who had it saw the officer.';

call enable_rls('deal_history');
grant select on deal_history to ancrage_service;

create policy viewer_sees on deal_history for select to ancrage_service
  using (
    could_see_entry(acls, (select viewer_acl_tokens()))
    and (exists (select 1 from deal d where d.id = deal_history.deal_id))
  );

-- an erasure, as the owner, leaves updated_at while it redacts the code name: it must not record the name again
create trigger record_deal_history
  after update of code_name, sector, activity, type, origin, capex_unknown, jobs_unknown,
    no_competing_locations, expected_decision_from, expected_decision_to, expected_decision_precision,
    officer_id, confidentiality on deal
  for each row when (
    (
      old.sector, old.activity, old.type, old.origin, old.capex_unknown, old.jobs_unknown,
      old.no_competing_locations, old.expected_decision_from, old.expected_decision_to,
      old.expected_decision_precision, old.officer_id, old.confidentiality
    ) is distinct from (
      new.sector, new.activity, new.type, new.origin, new.capex_unknown, new.jobs_unknown,
      new.no_competing_locations, new.expected_decision_from, new.expected_decision_to,
      new.expected_decision_precision, new.officer_id, new.confidentiality
    )
    or old.code_name <> new.code_name
    and (old.updated_at is distinct from new.updated_at or current_user = 'ancrage_service')
  ) execute function record_replaced_columns('deal', 'id', 'masked_acl');
