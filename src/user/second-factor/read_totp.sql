create or replace function read_totp(service_secret bytea, user_id uuid) returns table (
  secret bytea, new_secret bytea, role text
)
language sql stable rows 1 security definer set search_path = public, pg_temp as $$
  select check_service_secret(service_secret);
  select
    case when t.confirmed_at is not null then t.secret end,
    case when t.confirmed_at is null then t.secret else t.pending_secret end,
    u.role
  from "user" u left join totp t on t.user_id = u.id
  where u.id = read_totp.user_id
$$;

comment on function read_totp(bytea, uuid) is
  'Returns the secret of the confirmed second factor of a user, and of a new one that waits to be confirmed, each null without one, and the role of the user. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot read secrets.';

grant execute on function read_totp(bytea, uuid) to ancrage_service;
