create or replace function can_user_see_task(asked uuid, reader uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select 1
    from task t,
      "user" u join agency a on a.id = u.agency_id,
      lateral (select acl_tokens_of(a.serial, u.serial, u.role, u.clearance)) as k (tokens)
    where t.id = asked
      and u.id = reader
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
  'Whether somebody would see a task, asked before it is given to them.';

grant execute on function can_user_see_task(uuid, uuid) to ancrage_service;
