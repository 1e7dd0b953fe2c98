create or replace function is_active_user(user_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select
    from "user" u join agency a on a.id = u.agency_id
    where u.id = is_active_user.user_id and u.active and a.active
  )
$$;

comment on function is_active_user(uuid) is
  'Returns whether a user and their agency are active, so that they may sign in. Not granted to the service: functions of the sign-in call it.';
