create view analytics.tasks with (security_invoker, security_barrier) as
select
  t.id as id, t.title as title, t.deal_id as deal_id, t.meeting_id as meeting_id,
  (select u.name from "user" u where u.id = t.assignee_id) as assignee,
  t.due_on as due_on, t.completed_on as completed_on
from task t
offset 0;

comment on view analytics.tasks is 'What somebody has to do by a day.';

comment on column analytics.tasks.id is 'Identifies the task, as in the API.';
comment on column analytics.tasks.title is 'What.';
comment on column analytics.tasks.deal_id is 'For which deal: deals.id.';
comment on column analytics.tasks.meeting_id is 'From which meeting: meetings.id.';
comment on column analytics.tasks.assignee is 'Who.';
comment on column analytics.tasks.due_on is 'By which day.';
comment on column analytics.tasks.completed_on is 'The day it was done; null: it is not.';
