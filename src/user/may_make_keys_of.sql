create or replace function may_make_keys_of(user_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select
    from "user" viewer join "user" u on u.id = may_make_keys_of.user_id
    where viewer.id = viewer_id()
      and (
        u.id = viewer.id
          and u.kind = 'PERSON'
          or u.kind = 'MACHINE'
          and viewer.role = 'HEAD'
          and u.agency_id = viewer.agency_id
      )
  )
$$;

comment on function may_make_keys_of(uuid) is
  'Returns whether the viewer may make API keys and SQL logins of this user: a PERSON makes their own, a HEAD those of a MACHINE of their agency. Security definer, so that policies can call it without those of user.';

grant execute on function may_make_keys_of(uuid) to ancrage_service;
