create or replace function recovery_codes_left(user_id uuid) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int
  from totp_recovery_code c
  where c.user_id = recovery_codes_left.user_id and c.used_at is null and c.user_id = viewer_id()
$$;

comment on function recovery_codes_left(uuid) is
  'Returns how many recovery codes the viewer has not used; 0 for every other user. Security definer: the service cannot read codes.';

grant execute on function recovery_codes_left(uuid) to ancrage_service;
