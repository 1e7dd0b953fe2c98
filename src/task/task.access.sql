-- Viewers who see the deal of a task in full see and change the task; without a deal, viewers who see its
-- meeting; without either, the agency that entered it. They add tasks to deals that they may change and to
-- meetings that they see. None is removed.

comment on table task is 'Something to be done by a day, for a deal, after a meeting, or for neither.';
comment on column task.due_on is 'Day in Europe/Brussels.';
comment on column task.completed_on is 'Null while the task is open.';
comment on column task.entered_by_id is 'Agency that entered the task.';
comment on column task.acl is
  'Access key: that of the deal (full_acl), the meeting or the agency. A viewer with one of these tokens sees the row, if it is not shared.';
comment on column task.shared is
  'The task has no deal and its meeting is about several deals: only viewers who see all of them in full see it.';

call enable_rls('task');
grant select, insert, update (
  title, details, assignee_id, due_on, completed_on, completed_by_id, updated_at, version
) on task to ancrage_service;

create policy viewer_sees on task for select to public
  using (acl &&& (select viewer_acl_tokens()) and (not shared or can_see_every_deal_of_meeting(meeting_id)));
create policy viewer_adds on task for insert to ancrage_service
  with check (
    (select viewer_id()) is not null
    and entered_by_id = (select viewer_agency())
    and (deal_id is null or can_add_to_deal(deal_id))
    and (meeting_id is null or (exists (select from meeting m where m.id = task.meeting_id)))
  );
create policy viewer_edits on task for update to ancrage_service
  using (
    acl &&& (select viewer_acl_tokens())
    and (not shared or can_see_every_deal_of_meeting(meeting_id))
    and (deal_id is not null or meeting_id is not null or entered_by_id = (select viewer_agency()))
  ) with check (true);

create trigger propagate_access_to_task
  after update on deal for each row when (old.full_acl is distinct from new.full_acl)
  execute function propagate_deal_access('task', 'full_acl');
