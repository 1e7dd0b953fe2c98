create or replace function is_supervisor_of(user_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select user_id = viewer_id()
    or exists (
      select
      from "user" viewer join "user" u on u.agency_id = viewer.agency_id
      where viewer.id = viewer_id()
        and viewer.role = 'ADMIN'
        and u.id = user_id
        and confidentiality_level(viewer.clearance) >= confidentiality_level(u.clearance)
    )
$$;

comment on function is_supervisor_of(uuid) is
  'Returns whether the viewer is this user, or an ADMIN of the same agency with at least the same clearance. They may read audit entries of exports and saved questions, whose filters can contain names. Security definer: a policy calls it.';

grant execute on function is_supervisor_of(uuid) to ancrage_service;
