-- Viewers who see the task today and could when the row was recorded see it. The trigger record_history adds rows;
-- none is changed or removed.

comment on table task_history is
  'Due day and day of completion that were recorded of a task until an edit replaced them. The present ones are in task.';
comment on column task_history.known_since is 'From when they were recorded.';
comment on column task_history.replaced_at is 'Until when they were recorded.';
comment on column task_history.acls is 'Access keys of the task then, by subject_acls().';
comment on column task.known_since is
  'From when its present days have been recorded; task_history has earlier ones.';

call enable_rls('task_history');
grant select on task_history to ancrage_service;

create policy viewer_sees on task_history for select to ancrage_service
  using (
    could_see_entry(acls, (select viewer_acl_tokens()))
    and (exists (select 1 from task t where t.id = task_history.task_id))
  );

create trigger set_known_since
  before insert on task for each row execute function set_known_since('created_at');

create trigger record_history
  before update of due_on, completed_on on task
  for each row when (
    (old.updated_at is distinct from new.updated_at or current_user = 'ancrage_service')
    and (old.due_on, old.completed_on) is distinct from (new.due_on, new.completed_on)
  ) execute function record_history('Task', 'id');
