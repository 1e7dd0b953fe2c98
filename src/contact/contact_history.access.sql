-- Only the owner reads it, for missing_facts_known_at(). The trigger record_contact_history adds rows; none is changed.

comment on table contact_history is
  'Whether a contact was a decision maker until an edit replaced it. The present value is in contact.';
comment on column contact_history.known_since is
  'From when it was recorded; -infinity for the first row of a contact.';
comment on column contact_history.replaced_at is 'Until when it was recorded.';

call enable_rls('contact_history');

create trigger record_contact_history
  after update of decision_maker on contact for each row when (old.decision_maker <> new.decision_maker)
  execute function record_replaced_columns('contact', 'id');
