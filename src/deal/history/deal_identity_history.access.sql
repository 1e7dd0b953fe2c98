-- Viewers who see the deal in full today and could when the row was recorded see it. The trigger
-- record_deal_identity_history adds rows; none is changed or removed, except that an erasure redacts a name.

comment on table deal_identity_history is
  'Title and company of a deal until an edit replaced them. The present ones are in deal_identity.';
comment on column deal_identity_history.known_since is
  'From when they were recorded; -infinity for the first row of a deal.';
comment on column deal_identity_history.replaced_at is 'Until when they were recorded.';
comment on column deal_identity_history.acls is 'Access keys of the deal then, by subject_acls().';

call enable_rls('deal_identity_history');
grant select on deal_identity_history to ancrage_service;

create policy viewer_sees on deal_identity_history for select to ancrage_service
  using (
    could_see_entry(acls, (select viewer_acl_tokens()))
    and (exists (select 1 from deal_identity i where i.deal_id = deal_identity_history.deal_id))
  );

-- an erasure, as the owner, redacts a title: it must not record the name again
create trigger record_deal_identity_history
  after update of title, prospect_id on deal_identity
  for each row when (
    old.prospect_id is distinct from new.prospect_id
    or old.title <> new.title
    and current_user = 'ancrage_service'
  ) execute function record_replaced_columns('deal', 'deal_id');
