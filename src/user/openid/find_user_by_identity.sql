create or replace function find_user_by_identity(issuer text, subject text, email text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare found_id uuid := (select i.user_id from user_identity i where i.issuer = $1 and i.subject = $2);
begin
  if found_id is null then
    select u.id into found_id from "user" u where u.email = lower($3);
    insert into user_identity (issuer, subject, user_id) select $1, $2, found_id where found_id is not null
    on conflict do nothing;
  end if;
  return found_id;
end $$;

comment on function find_user_by_identity(text, text, text) is
  'The user whom a provider means; at first found by the address that it vouches for, and remembered. Null: nobody.';

create or replace function find_user_by_identity(bytea, text, text, text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform check_service_secret($1);
  return find_user_by_identity($2, $3, $4);
end $$;

grant execute on function find_user_by_identity(bytea, text, text, text) to ancrage_service;
