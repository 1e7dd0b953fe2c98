create or replace function settle_password_link(secret bytea, link_id uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  select check_service_secret(secret); update password_link set next_mail_at = null where id = link_id
$$;

comment on function settle_password_link(bytea, uuid) is
  'Notes that the mail with a link was sent. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot write links.';

grant execute on function settle_password_link(bytea, uuid) to ancrage_service;
