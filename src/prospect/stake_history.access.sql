-- Viewers who see the stake today and could when the row was recorded see its earlier days. The trigger
-- record_stake_history adds rows; none is changed or removed.

comment on table stake_history is
  'Days of a stake until an edit replaced them. The present ones are in stake.';
comment on column stake_history.known_since is
  'From when they were recorded; -infinity for the first row of a stake.';
comment on column stake_history.replaced_at is 'Until when they were recorded.';

comment on column stake_history.acls is 'Access keys of the two companies then, by subject_acls().';

call enable_rls('stake_history');
grant select on stake_history to ancrage_service;

create policy viewer_sees on stake_history for select to ancrage_service
  using (
    could_see_entry(acls, (select viewer_acl_tokens()))
    and (exists (select 1 from stake s where s.id = stake_history.stake_id))
  );

create trigger record_stake_history
  after update of since, ended_on on stake
  for each row when ((old.since, old.ended_on) is distinct from (new.since, new.ended_on))
  execute function record_replaced_columns('stake', 'id');
