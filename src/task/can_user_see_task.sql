create or replace function can_user_see_task(task_id uuid, user_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select 1
    from task t,
      "user" u join agency a on a.id = u.agency_id,
      lateral (select acl_tokens_of(a.serial, u.serial, u.role, u.clearance)) as k (tokens)
    where t.id = can_user_see_task.task_id
      and u.id = can_user_see_task.user_id
      and t.acl && k.tokens
      and (
        not t.shared
          or not exists (
            select 1
            from meeting_deal h join deal d on d.id = h.deal_id
            where h.meeting_id = t.meeting_id and not d.full_acl && k.tokens
          )
      )
  )
$$;

comment on function can_user_see_task(uuid, uuid) is
  'Returns whether a user sees a task: src/task/new-task.ts checks it before it assigns the task to them. The rule is that of the policy viewer_sees on task, for another user than the viewer. Security definer: it reads deals and users on behalf of that other user.';

grant execute on function can_user_see_task(uuid, uuid) to ancrage_service;
