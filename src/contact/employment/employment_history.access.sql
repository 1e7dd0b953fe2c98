-- Only the owner reads it, for missing_facts_known_at(). The trigger record_employment_history adds rows; none is
-- changed.

comment on table employment_history is
  'Where a contact worked, and whether it was the main employment, until an edit replaced it. The present values are in employment.';
comment on column employment_history.known_since is
  'From when it was recorded; -infinity for the first row of an employment.';
comment on column employment_history.replaced_at is 'Until when it was recorded.';

call enable_rls('employment_history');

create trigger record_employment_history
  after update of prospect_id, agency_id, is_main on employment
  for each row when (
    (old.prospect_id, old.agency_id, old.is_main) is distinct from (
      new.prospect_id, new.agency_id, new.is_main
    )
  ) execute function record_replaced_columns('employment', 'id');
