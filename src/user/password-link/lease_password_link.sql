create or replace function lease_password_link(secret bytea, token_hash bytea) returns table (
  id uuid, email text, name text, language text, expires_at timestamptz
)
language plpgsql rows 1 security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  link_id uuid;
begin
  perform check_service_secret(secret);
  update password_link l
     set token_hash = lease_password_link.token_hash, mail_attempts = mail_attempts + 1,
         next_mail_at = now() + interval '5 minutes'
   where l.id = (select d.id from password_link d
                  where d.next_mail_at <= now() and d.expires_at > now() and d.used_at is null
                    and d.mail_attempts < 20
                  order by d.next_mail_at for update skip locked limit 1)
  returning l.id into link_id;
  return query
    select l.id, u.email, u.name, u.language, l.expires_at
      from password_link l join "user" u on u.id = l.user_id
     where l.id = link_id and u.active;
end $$;

comment on function lease_password_link(bytea, bytea) is
  'Gives the next link that is to be mailed the SHA-256 of a new secret, and returns it with its user; no row if none is due. Unless settle_password_link() follows, it is due again after 5 minutes, with another secret. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot read links.';

grant execute on function lease_password_link(bytea, bytea) to ancrage_service;
