create or replace function find_user_by_identity(
  secret bytea, issuer text, subject text, email text
) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  identified_id uuid;
begin
  perform check_service_secret(secret);
  select i.user_id into identified_id
    from user_identity i
   where i.issuer = find_user_by_identity.issuer and i.subject = find_user_by_identity.subject;
  if identified_id is null then
    select u.id into identified_id from "user" u where u.email = lower(find_user_by_identity.email);
    if identified_id is not null then
      insert into user_identity (issuer, subject, user_id) values (issuer, subject, identified_id)
        on conflict do nothing;
    end if;
  end if;
  return identified_id;
end $$;

comment on function find_user_by_identity(bytea, text, text, text) is
  'Returns the user with an identity at an OpenID provider. The first time, the user is found by the e-mail address that the provider has verified, and the identity is stored. Null if there is no such user. Raises insufficient_privilege without the secret of a service process. Security definer: the service cannot read identities.';

grant execute on function find_user_by_identity(bytea, text, text, text) to ancrage_service;
