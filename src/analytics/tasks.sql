create view analytics.tasks with (security_invoker, security_barrier) as
with
  shown as materialized (
    select
      t.id as id, t.title as title, t.deal_id as deal_id, t.meeting_id as meeting_id,
      (select u.name from "user" u where u.id = t.assignee_id) as assignee,
      t.due_on as due_on, t.completed_on as completed_on
    from task t
    where t.withdrawn_at is null
  )
select *
from shown;

comment on view analytics.tasks is 'What a user has to do by a day; withdrawn tasks left out.';

comment on column analytics.tasks.id is 'Identifies the task; the id of the API.';
comment on column analytics.tasks.title is 'Title.';
comment on column analytics.tasks.deal_id is 'The deal that it is for: deals.id; null: none.';
comment on column analytics.tasks.meeting_id is 'The meeting that it comes from: meetings.id; null: none.';
comment on column analytics.tasks.assignee is 'Name of the user who has to do it.';
comment on column analytics.tasks.due_on is 'Day by which it is due.';
comment on column analytics.tasks.completed_on is 'Day on which it was completed; null: it is open.';
