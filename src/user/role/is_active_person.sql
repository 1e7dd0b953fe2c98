create or replace function is_active_person(user_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select
    from "user" u join agency a on a.id = u.agency_id
    where u.id = is_active_person.user_id and u.kind = 'PERSON' and u.active and a.active
  )
$$;

comment on function is_active_person(uuid) is
  'Returns whether a user is a person, and active like their agency, so that they may sign in at a provider. Not granted to the service: functions of the sign-in call it.';
