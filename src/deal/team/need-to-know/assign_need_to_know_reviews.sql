create or replace function assign_need_to_know_reviews(
  secret bytea, user_id uuid, due_on date, titles jsonb
) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  task_count int;
begin
  perform check_service_secret(secret);
  with
    assigned as (
      insert into task (
        id, title, deal_id, assignee_id, due_on, entered_by_id, created_at, updated_at
      )
      select new_uuid_v7(), left(replace(titles ->> head.language, '{{reference}}', d.reference), 300), d.id,
             head.id, assign_need_to_know_reviews.due_on, head.agency_id, now(), now()
        from need_to_know moved
        join deal d on d.id = moved.deal_id and d.confidentiality = 'SECRET'
        join need_to_know n on n.deal_id = d.id
        join "user" head on head.id = n.user_id
       where moved.user_id = assign_need_to_know_reviews.user_id
         and head.id <> moved.user_id
         and head.role = 'HEAD'
         and head.active
      returning *
    )
  insert into audit_entry (id, at, user_id, verb, subject_type, subject_id, after)
  select new_uuid_v7(), clock_timestamp(), assign_need_to_know_reviews.user_id, 'createTask', 'Task', t.id,
         jsonb_build_object('title', t.title, 'dealId', t.deal_id, 'assigneeId', t.assignee_id, 'dueOn', t.due_on)
    from assigned t;
  get diagnostics task_count = row_count;
  return task_count;
end $$;

comment on function assign_need_to_know_reviews(bytea, uuid, date, jsonb) is
  'Assigns a task to every other HEAD on the need-to-know list of each SECRET deal that this user is on the list of, because the user has changed agency. `titles`: the title by language, with the placeholder {{reference}}. Returns how many. Raises insufficient_privilege without the secret of a service process. Security definer: the user may not add tasks for those HEADs.';

grant execute on function assign_need_to_know_reviews(bytea, uuid, date, jsonb) to ancrage_service;
