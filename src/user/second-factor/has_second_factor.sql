create or replace function has_second_factor(user_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select
    exists (select from totp t where t.user_id = has_second_factor.user_id and t.confirmed_at is not null)
      and (user_id = viewer_id() or is_admin_of_user(user_id))
$$;

comment on function has_second_factor(uuid) is
  'Returns whether a user has a confirmed second factor; false for every viewer but the user and an ADMIN of their agency. Security definer: the service cannot read secrets.';

grant execute on function has_second_factor(uuid) to ancrage_service;
