-- Only the owner reads it, for officer_fault_known_at(). The trigger record_user_history adds rows; none is changed or
-- removed.

comment on table user_history is
  'Role, activity and agency of a user until an edit replaced them. The present ones are in "user".';
comment on column user_history.known_since is
  'From when they were recorded; -infinity for the first row of a user.';
comment on column user_history.replaced_at is 'Until when they were recorded.';

call enable_rls('user_history');

create trigger record_user_history
  after update of role, active, agency_id on "user"
  for each row when (
    (old.role, old.active, old.agency_id) is distinct from (new.role, new.active, new.agency_id)
  ) execute function record_replaced_columns('user', 'id');
