create or replace function may_revoke_keys_of(user_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select user_id = viewer_id()
    or is_admin_of_user(user_id)
    or exists (
      select
      from "user" viewer join "user" u on u.agency_id = viewer.agency_id
      where viewer.id = viewer_id()
        and viewer.role = 'HEAD'
        and u.id = may_revoke_keys_of.user_id
        and u.kind = 'MACHINE'
    )
$$;

comment on function may_revoke_keys_of(uuid) is
  'Returns whether the viewer sees and revokes the API keys and SQL logins of this user: their own, as ADMIN those of their agency, and as HEAD those of a MACHINE of their agency. Security definer, so that policies can call it without those of user.';

grant execute on function may_revoke_keys_of(uuid) to ancrage_service;
