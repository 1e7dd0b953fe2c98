create or replace function may_decide_user_change(change user_change) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select
    from "user" viewer join "user" u on u.id = change.user_id
    where viewer.id = viewer_id()
      and viewer.id not in (change.user_id, change.requested_by_id)
      and (
        viewer.role = 'OPERATOR'
          or viewer.role = 'ADMIN'
          and viewer.agency_id = coalesce(change.agency_id, u.agency_id)
          and change.role is distinct from 'OPERATOR'
      )
  )
$$;

comment on function may_decide_user_change(user_change) is
  'Returns whether the viewer may approve or refuse a change: the viewer neither requested it nor is its user; an OPERATOR or, unless it makes an OPERATOR, an ADMIN of the agency that the user has afterwards. Only the rights of the viewer now count. Security definer, so that policies can call it.';

grant execute on function may_decide_user_change(user_change) to ancrage_service;
