create or replace function is_admin_of_user(user_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select
    from "user" viewer join "user" u on u.agency_id = viewer.agency_id
    where viewer.id = viewer_id() and viewer.role = 'ADMIN' and u.id = is_admin_of_user.user_id
  )
$$;

comment on function is_admin_of_user(uuid) is
  'Returns whether the viewer is an ADMIN of the agency of this user. Security definer: views call it as the owner, and policies without those of user.';

grant execute on function is_admin_of_user(uuid) to ancrage_service;
