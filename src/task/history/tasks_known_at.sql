create or replace function tasks_known_at(known_at timestamptz) returns table (
  id uuid, deal_id uuid, due_on date, completed_on date
)
language sql stable as $$
  select t.id, t.deal_id, t.due_on, t.completed_on
  from task t
  where t.known_since <= tasks_known_at.known_at
    and (t.withdrawn_at is null or t.withdrawn_at > tasks_known_at.known_at)
  union all
  select h.task_id, h.deal_id, h.due_on, h.completed_on
  from task_history h
  where h.known_since <= tasks_known_at.known_at and h.replaced_at > tasks_known_at.known_at
$$;

comment on function tasks_known_at(timestamptz) is
  'Returns the days of the tasks as they were recorded at an instant, without those that were withdrawn by then. PostgreSQL inlines it: a condition on the deal uses the indexes of both tables. Only tasks that the viewer sees.';

grant execute on function tasks_known_at(timestamptz) to ancrage_service;
